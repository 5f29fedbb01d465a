// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables of a journal file.
 *
 * <p>What repeats is interned: persistence ids, writers, codecs and tag names are numbers in the
 * rows of events, which keeps an event of 110 bytes below 200 on the disk, index included. The
 * highest sequence number of a persistence id is the greater of the column and of its rows: the
 * column is written only by a deletion, so that an append touches one page less. The view {@code
 * journal} shows events by name to people with a SQLite shell.
 */
final class Schema {
  /** Raised by every change of the tables that an older program could not read. */
  static final int VERSION = 1;

  /** "Wrth", marks the file as ours to SQLite and to the command {@code file}. */
  static final int APPLICATION = 0x57727468;

  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE persistence_ids(pid INTEGER PRIMARY KEY, persistence_id TEXT NOT NULL UNIQUE,
            highest_seq INTEGER NOT NULL DEFAULT 0, deleted_to INTEGER NOT NULL DEFAULT 0) STRICT\
          """,
          """
          CREATE TABLE codecs(codec INTEGER PRIMARY KEY, ser_id INTEGER NOT NULL, manifest TEXT NOT NULL,
            adapter TEXT NOT NULL, UNIQUE(ser_id, manifest, adapter)) STRICT\
          """,
          "CREATE TABLE writers(writer INTEGER PRIMARY KEY, uuid ANY NOT NULL) STRICT",
          """
          CREATE TABLE events(ordering INTEGER PRIMARY KEY, pid INTEGER NOT NULL, seq INTEGER NOT NULL,
            codec INTEGER NOT NULL, writer INTEGER NOT NULL, written_at INTEGER NOT NULL,
            crc INTEGER NOT NULL, payload BLOB NOT NULL, metadata BLOB, UNIQUE(pid, seq)) STRICT\
          """,
          "CREATE TABLE tag_names(tag_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
          """
          CREATE TABLE tags(tag_id INTEGER NOT NULL, ordering INTEGER NOT NULL,
            PRIMARY KEY(tag_id, ordering)) STRICT, WITHOUT ROWID\
          """,
          """
          CREATE TABLE snapshots(pid INTEGER NOT NULL, seq INTEGER NOT NULL, codec INTEGER NOT NULL,
            written_at INTEGER NOT NULL, crc INTEGER NOT NULL, payload BLOB NOT NULL, metadata BLOB,
            PRIMARY KEY(pid, seq)) STRICT\
          """,
          "CREATE TABLE counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT"
              + " ROWID",
          """
          CREATE VIEW journal AS SELECT ordering, persistence_id, seq, ser_id, manifest,
            datetime(written_at / 1000.0, 'unixepoch') AS written, length(payload) AS bytes, payload
            FROM events JOIN persistence_ids USING(pid) JOIN codecs USING(codec)\
          """);

  private Schema() {}

  /** Makes the tables of a new file; refuses a file that is not a journal or is a newer one. */
  static void prepare(Path file, Connection connection) throws SQLException {
    if (isEmpty(connection)) create(connection);
    else check(file, connection);
  }

  /** Refuses what is no journal of this version. */
  static void check(Path file, Connection connection) throws SQLException {
    long application = Sql.number(connection, "PRAGMA application_id");
    if (application != APPLICATION) {
      throw new JournalException(
          file
              + " is a SQLite file but not a journal of Worth. Set worth.journal.file to another"
              + " path.");
    }
    long version = Sql.number(connection, "PRAGMA user_version");
    if (version > VERSION) {
      throw new JournalException(
          "journal %s has format %d, this program reads up to %d. Start a newer release of Worth."
              .formatted(file, version, VERSION));
    }
  }

  private static boolean isEmpty(Connection connection) throws SQLException {
    return Sql.number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
  }

  private static void create(Connection connection) throws SQLException {
    Sql.run(connection, "BEGIN IMMEDIATE");
    for (String table : TABLES) Sql.run(connection, table);
    Sql.run(connection, "PRAGMA application_id = " + APPLICATION);
    Sql.run(connection, "PRAGMA user_version = " + VERSION);
    Sql.run(connection, "COMMIT");
  }
}
