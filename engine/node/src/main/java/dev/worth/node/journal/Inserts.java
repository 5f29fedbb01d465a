// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

/** The statements that add rows, and the names they stand on. One thread only. */
final class Inserts implements AutoCloseable {
  private final Interned names;
  private final PreparedStatement addEvent;
  private final PreparedStatement addTag;
  private final PreparedStatement addSnapshot;

  Inserts(Connection connection) throws SQLException {
    names = new Interned(connection);
    addEvent =
        connection.prepareStatement(
            """
            INSERT INTO events(ordering, pid, seq, codec, writer, written_at, crc, payload, metadata)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """);
    addTag = connection.prepareStatement("INSERT INTO tags(tag_id, ordering) VALUES (?, ?)");
    addSnapshot =
        connection.prepareStatement(
            """
            INSERT OR REPLACE INTO snapshots(pid, seq, codec, written_at, crc, payload, metadata)
            VALUES (?, ?, ?, ?, ?, ?, ?)\
            """);
  }

  Interned names() {
    return names;
  }

  void append(long ordering, NewEvent event) throws SQLException {
    var id = names.id(event.persistenceId());
    long codec = names.codec(event.payload().codec());
    byte[] bytes = event.payload().bytes();
    addEvent.setLong(1, ordering);
    addEvent.setLong(2, id.pid);
    addEvent.setLong(3, event.sequence());
    addEvent.setLong(4, codec);
    addEvent.setLong(5, names.writer(id, event.writer()));
    addEvent.setLong(6, event.writtenAt());
    addEvent.setInt(7, Checksum.ofRow(id.pid, event.sequence(), event.writtenAt(), codec, bytes));
    addEvent.setBytes(8, bytes);
    bindMetadata(addEvent, 9, event.metadata());
    addEvent.executeUpdate();
    if (!event.tags().isEmpty()) tag(ordering, event.tags());
  }

  private void tag(long ordering, Iterable<String> tags) throws SQLException {
    for (String tag : tags) {
      addTag.setLong(1, names.tag(tag));
      addTag.setLong(2, ordering);
      addTag.executeUpdate();
    }
  }

  void save(StoredSnapshot snapshot) throws SQLException {
    long pid = names.id(snapshot.persistenceId()).pid;
    long codec = names.codec(snapshot.payload().codec());
    byte[] bytes = snapshot.payload().bytes();
    long time = snapshot.writtenAt();
    addSnapshot.setLong(1, pid);
    addSnapshot.setLong(2, snapshot.sequence());
    addSnapshot.setLong(3, codec);
    addSnapshot.setLong(4, time);
    addSnapshot.setInt(5, Checksum.ofRow(pid, snapshot.sequence(), time, codec, bytes));
    addSnapshot.setBytes(6, bytes);
    bindMetadata(addSnapshot, 7, snapshot.metadata());
    addSnapshot.executeUpdate();
  }

  /** Metadata is rare: its codec's number and its bytes share one column. */
  private void bindMetadata(PreparedStatement statement, int column, Optional<Payload> metadata)
      throws SQLException {
    if (metadata.isEmpty()) {
      statement.setNull(column, Types.BLOB);
      return;
    }
    byte[] bytes = metadata.get().bytes();
    int codec = (int) names.codec(metadata.get().codec());
    statement.setBytes(
        column, ByteBuffer.allocate(4 + bytes.length).putInt(codec).put(bytes).array());
  }

  @Override
  public void close() throws SQLException {
    names.close();
    addEvent.close();
    addTag.close();
    addSnapshot.close();
  }
}
