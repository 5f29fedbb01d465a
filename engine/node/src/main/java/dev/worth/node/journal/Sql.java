// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/**
 * Opening a SQLite file the two ways the journal needs, and the statements too small for a name.
 */
final class Sql {
  private static final int WRITER_CACHE_KIB = 65_536;
  private static final int READER_CACHE_KIB = 8_192;

  /**
   * Pages in the log before they are copied home: 32 MiB, so that hot index pages are copied once.
   */
  private static final int CHECKPOINT_PAGES = 8_192 * 4096 / 2048;

  private Sql() {}

  /** The one connection that writes: every commit is synced to the disk before it returns. */
  static Connection writer(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setPageSize(2048);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setCacheSize(-WRITER_CACHE_KIB);
    config.setBusyTimeout(5_000);
    // The driver would ask for the number of each new row, which nobody reads.
    config.setGetGeneratedKeys(false);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    run(connection, "PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
    run(connection, "PRAGMA journal_size_limit = " + 2L * CHECKPOINT_PAGES * 2048);
    // macOS answers a plain fsync from the drive's cache; elsewhere this changes nothing.
    run(connection, "PRAGMA fullfsync = 1");
    return connection;
  }

  /** A connection that can only read, beside the writer or alone. */
  static Connection reader(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setCacheSize(-READER_CACHE_KIB);
    config.setBusyTimeout(5_000);
    return config.createConnection("jdbc:sqlite:" + (unchangeable(file) ? uri(file) : file));
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  static String text(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  /** A backup on a read-only disk: SQLite cannot place its shared memory file beside it. */
  private static boolean unchangeable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder != null && !Files.isWritable(folder) && !Files.exists(Path.of(file + "-wal"));
  }

  private static String uri(Path file) {
    return file.toAbsolutePath().toUri().toString().replaceFirst("^file:///", "file:/")
        + "?immutable=1";
  }
}
