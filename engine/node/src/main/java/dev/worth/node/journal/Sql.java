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

  /** Small, because what a commit writes of the index lies scattered: a page for each row. */
  private static final int PAGE_BYTES = 2_048;

  /** Of the log, 32 MiB: then it is finished and begins anew, see {@link Checkpoints}. */
  static final int LONG_LOG_PAGES = 16_384;

  /** The net below: from here on a commit copies the log itself. */
  private static final int LONGEST_LOG_PAGES = 4 * LONG_LOG_PAGES;

  private Sql() {}

  /** The one connection that writes: every commit is synced to the disk before it returns. */
  static Connection writer(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setPageSize(PAGE_BYTES);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setCacheSize(-WRITER_CACHE_KIB);
    config.setBusyTimeout(5_000);
    // The driver would ask for the number of each new row, which nobody reads.
    config.setGetGeneratedKeys(false);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    run(connection, "PRAGMA wal_autocheckpoint = " + LONGEST_LOG_PAGES);
    run(connection, "PRAGMA journal_size_limit = " + 2L * LONG_LOG_PAGES * PAGE_BYTES);
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

  /**
   * Copies what is in the log home, as far as nobody reads what was before. Blocks nobody.
   *
   * @return the pages in the log; 0 when somebody else is copying
   */
  static long checkpoint(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
      return rows.next() ? Math.max(0, rows.getLong(2)) : 0;
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
