// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * What SQLite itself can do with the same durability: rows of 120 bytes, WAL, synchronous=FULL, one
 * commit a batch.
 */
final class Ceilings {
  private static final int ROW_BYTES = 120;
  private static final int SECONDS = 3;

  /** Rows a second at one batch size, on a fresh file in {@code folder}. */
  static double sqlite(Path folder, int batch) throws SQLException, java.io.IOException {
    Path file = Files.createTempFile(folder, "ceiling", ".db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      prepare(connection);
      return rowsPerSecond(connection, batch);
    } finally {
      for (String suffix : new String[] {"", "-wal", "-shm"})
        Files.deleteIfExists(Path.of(file + suffix));
    }
  }

  private static void prepare(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      statement.execute(
          "CREATE TABLE events(ordering INTEGER PRIMARY KEY, customer TEXT, payload BLOB)");
    }
    connection.setAutoCommit(false);
  }

  private static double rowsPerSecond(Connection connection, int batch) throws SQLException {
    byte[] row = new byte[ROW_BYTES];
    new Random(1).nextBytes(row);
    long start = System.nanoTime();
    long rows = 0;
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO events(customer, payload) VALUES (?, ?)")) {
      while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(SECONDS)) {
        for (int i = 0; i < batch; i++) {
          insert.setString(1, "c-" + i);
          insert.setBytes(2, row);
          insert.executeUpdate();
        }
        connection.commit();
        rows += batch;
      }
    }
    return rows / ((System.nanoTime() - start) / 1e9);
  }

  private Ceilings() {}
}
