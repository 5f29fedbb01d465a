// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/**
 * One SQLite file of derived data, and its statements. Threads take turns, a transaction as a
 * whole.
 *
 * <p>Not synced at each commit: the offset is written with the rows it stands for, so after a crash
 * both are older together, and the journal tells the rest again.
 */
final class Database implements AutoCloseable {
  private final Path file;
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  /** Reads one row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Work that is kept as a whole or not at all. */
  interface Work {
    void run() throws SQLException;
  }

  Database(Path file, List<String> tables) {
    this.file = file;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      var config = new SQLiteConfig();
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
      config.setBusyTimeout(5_000);
      connection = config.createConnection("jdbc:sqlite:" + file);
      for (String table : tables) change(table);
    } catch (SQLException e) {
      throw failed(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void transact(Work work) {
    change("BEGIN IMMEDIATE");
    try {
      work.run();
      change("COMMIT");
    } catch (SQLException | RuntimeException e) {
      undo(e);
      throw e instanceof SQLException s ? failed(s) : (RuntimeException) e;
    }
  }

  private void undo(Exception cause) {
    try {
      change("ROLLBACK");
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  synchronized int change(String sql, Object... values) {
    try {
      return bound(sql, values).executeUpdate();
    } catch (SQLException e) {
      prepared.remove(sql);
      throw failed(e);
    }
  }

  synchronized <T> List<T> read(String sql, Row<T> reading, Object... values) {
    var all = new ArrayList<T>();
    try (var rows = bound(sql, values).executeQuery()) {
      while (rows.next()) all.add(reading.read(rows));
      return all;
    } catch (SQLException e) {
      prepared.remove(sql);
      throw failed(e);
    }
  }

  long number(String sql, Object... values) {
    return read(sql, row -> row.getLong(1), values).getFirst();
  }

  private PreparedStatement bound(String sql, Object... values) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
    return statement;
  }

  private IllegalStateException failed(SQLException e) {
    return new IllegalStateException(
        "%s cannot be used (%s): free space or delete it, it is made again from the journal"
            .formatted(file, e.getMessage()),
        e);
  }

  @Override
  public synchronized void close() {
    try {
      for (var statement : prepared.values()) statement.close();
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  static long millis(Instant time) {
    return time.equals(Instant.MIN) ? Long.MIN_VALUE : time.toEpochMilli();
  }

  static Instant time(long millis) {
    return Instant.ofEpochMilli(millis);
  }
}
