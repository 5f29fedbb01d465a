// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What can be written, inside a transaction that the caller begins and ends. One thread only.
 *
 * <p>Orderings are counted here, not by SQLite: its AUTOINCREMENT would write one more page per
 * transaction. They are never reused: a deletion stores the highest one given out.
 */
final class WriteSession implements AutoCloseable {
  private final Connection connection;
  private final Interned names;
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement rollback;
  private final PreparedStatement addEvent;
  private final PreparedStatement addTag;
  private long lastOrdering;

  private WriteSession(Connection connection) throws SQLException {
    this.connection = connection;
    names = new Interned(connection);
    begin = connection.prepareStatement("BEGIN IMMEDIATE");
    commit = connection.prepareStatement("COMMIT");
    rollback = connection.prepareStatement("ROLLBACK");
    addEvent =
        connection.prepareStatement(
            """
            INSERT INTO events(ordering, pid, seq, codec, writer, written_at, crc, payload, metadata)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """);
    addTag = connection.prepareStatement("INSERT INTO tags(tag_id, ordering) VALUES (?, ?)");
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

  void rollback() {
    names.forget();
    try {
      rollback.execute();
    } catch (SQLException e) {
      // On a full disk SQLite has already rolled back, and says there is no transaction.
    }
  }

  /** Limits the file to so many pages, as a full disk would. */
  void limitPages(long pages) throws SQLException {
    Sql.number(connection, "PRAGMA max_page_count = " + pages);
  }

  void append(NewEvent event) throws SQLException {
    var id = names.id(event.persistenceId());
    long codec = names.codec(event.payload().codec());
    byte[] bytes = event.payload().bytes();
    addEvent.setLong(1, ++lastOrdering);
    addEvent.setLong(2, id.pid);
    addEvent.setLong(3, event.sequence());
    addEvent.setLong(4, codec);
    addEvent.setLong(5, names.writer(id, event.writer()));
    addEvent.setLong(6, event.writtenAt());
    addEvent.setInt(7, Checksum.ofRow(id.pid, event.sequence(), event.writtenAt(), codec, bytes));
    addEvent.setBytes(8, bytes);
    bindMetadata(addEvent, 9, event.metadata());
    addEvent.executeUpdate();
    for (String tag : event.tags()) tag(tag);
  }

  private void tag(String name) throws SQLException {
    addTag.setLong(1, names.tag(name));
    addTag.setLong(2, lastOrdering);
    addTag.executeUpdate();
  }

  /** Deletes the events up to a sequence number; the highest one used stays known for ever. */
  void deleteEvents(String persistenceId, long toSequence) throws SQLException {
    long pid = names.id(persistenceId).pid;
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
    if (names.anyTag(connection)) {
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
    long pid = names.id(snapshot.persistenceId()).pid;
    long codec = names.codec(snapshot.payload().codec());
    byte[] bytes = snapshot.payload().bytes();
    try (var add =
        connection.prepareStatement(
            """
            INSERT OR REPLACE INTO snapshots(pid, seq, codec, written_at, crc, payload, metadata)
            VALUES (?, ?, ?, ?, ?, ?, ?)\
            """)) {
      add.setLong(1, pid);
      add.setLong(2, snapshot.sequence());
      add.setLong(3, codec);
      add.setLong(4, snapshot.writtenAt());
      add.setInt(5, Checksum.ofRow(pid, snapshot.sequence(), snapshot.writtenAt(), codec, bytes));
      add.setBytes(6, bytes);
      bindMetadata(add, 7, snapshot.metadata());
      add.executeUpdate();
    }
  }

  void deleteSnapshots(String persistenceId, SnapshotRange range) throws SQLException {
    update(
        "DELETE FROM snapshots WHERE pid = ? AND seq BETWEEN ? AND ? AND written_at BETWEEN ? AND"
            + " ?",
        names.id(persistenceId).pid,
        range.minSequence(),
        range.maxSequence(),
        range.minTime(),
        range.maxTime());
  }

  /** Metadata is rare: its codec's number and its bytes share one column. */
  private void bindMetadata(PreparedStatement statement, int column, Optional<Payload> metadata)
      throws SQLException {
    if (metadata.isEmpty()) {
      statement.setNull(column, java.sql.Types.BLOB);
      return;
    }
    byte[] bytes = metadata.get().bytes();
    int codec = (int) names.codec(metadata.get().codec());
    statement.setBytes(
        column, ByteBuffer.allocate(4 + bytes.length).putInt(codec).put(bytes).array());
  }

  private void update(String sql, long... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) statement.setLong(i + 1, values[i]);
      statement.executeUpdate();
    }
  }

  @Override
  public void close() throws SQLException {
    names.close();
    for (var statement : new PreparedStatement[] {begin, commit, rollback, addEvent, addTag})
      statement.close();
    connection.close();
  }
}
