// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * What can be written, inside a transaction that the caller begins and ends. One thread only.
 *
 * <p>Orderings are counted here, not by SQLite: its AUTOINCREMENT would write one more page per
 * transaction. They are never reused: a deletion stores the highest one given out.
 */
final class WriteSession implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private Inserts inserts;
  private long lastOrdering;

  private WriteSession(Connection connection) throws SQLException {
    this.connection = connection;
    begin = connection.prepareStatement("BEGIN IMMEDIATE");
    commit = connection.prepareStatement("COMMIT");
    inserts = new Inserts(connection);
    lastOrdering =
        Sql.number(
            connection,
            """
            SELECT max(coalesce((SELECT max(ordering) FROM events), 0),
              coalesce((SELECT value FROM counters WHERE name = 'ordering'), 0))\
            """);
  }

  /** Opens the file, making it where there is none. */
  static WriteSession open(Path file) throws SQLException {
    Connection connection = Sql.writer(file);
    try {
      Schema.prepare(file, connection);
      return new WriteSession(connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  long lastOrdering() {
    return lastOrdering;
  }

  void begin() throws SQLException {
    begin.execute();
  }

  void commit() throws SQLException {
    commit.execute();
  }

  /**
   * Undoes all since {@link #begin}. The numbers given out to names stand for nothing any more, and
   * the driver closes a statement that failed, so both start afresh.
   */
  void rollback() throws SQLException {
    try {
      Sql.run(connection, "ROLLBACK");
    } catch (SQLException e) {
      // On a full disk SQLite has already rolled back, and says there is no transaction.
    }
    inserts.close();
    inserts = new Inserts(connection);
  }

  /** Outside a transaction: copies what is in the log home. */
  void checkpoint() throws SQLException {
    Sql.checkpoint(connection);
  }

  /** Limits the file to so many pages, as a full disk would. */
  void limitPages(long pages) throws SQLException {
    Sql.number(connection, "PRAGMA max_page_count = " + pages);
  }

  void append(NewEvent event) throws SQLException {
    inserts.append(++lastOrdering, event);
  }

  /** Deletes the events up to a sequence number; the highest one used stays known for ever. */
  void deleteEvents(String persistenceId, long toSequence) throws SQLException {
    long pid = inserts.names().id(persistenceId).pid;
    update("INSERT OR REPLACE INTO counters VALUES ('ordering', ?)", lastOrdering);
    update(
        """
        UPDATE persistence_ids SET highest_seq = max(highest_seq,
          coalesce((SELECT max(seq) FROM events WHERE events.pid = persistence_ids.pid), 0)) WHERE pid = ?\
        """,
        pid);
    update(
        "UPDATE persistence_ids SET deleted_to = max(deleted_to, min(highest_seq, ?)) WHERE pid ="
            + " ?",
        toSequence,
        pid);
    if (inserts.names().anyTag(connection)) {
      update(
          """
          DELETE FROM tags WHERE tag_id IN (SELECT tag_id FROM tag_names)
            AND ordering IN (SELECT ordering FROM events WHERE pid = ? AND seq <= ?)\
          """,
          pid,
          toSequence);
    }
    update("DELETE FROM events WHERE pid = ? AND seq <= ?", pid, toSequence);
  }

  /** Keeps a snapshot, in place of an older one of the same sequence number. */
  void save(StoredSnapshot snapshot) throws SQLException {
    inserts.save(snapshot);
  }

  void deleteSnapshots(String persistenceId, SnapshotRange range) throws SQLException {
    update(
        "DELETE FROM snapshots WHERE pid = ? AND seq BETWEEN ? AND ? AND written_at BETWEEN ? AND"
            + " ?",
        inserts.names().id(persistenceId).pid,
        range.minSequence(),
        range.maxSequence(),
        range.minTime(),
        range.maxTime());
  }

  private void update(String sql, long... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) statement.setLong(i + 1, values[i]);
      statement.executeUpdate();
    }
  }

  @Override
  public void close() throws SQLException {
    inserts.close();
    begin.close();
    commit.close();
    connection.close();
  }
}
