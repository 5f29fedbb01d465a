// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of events and snapshots as values, their checksums verified. One thread only. */
final class Rows implements AutoCloseable {
  private final Path file;
  private final PreparedStatement findCodec;
  private final PreparedStatement findWriter;
  private final Map<Long, Codec> codecs = new HashMap<>();
  private long lastWriter;
  private String lastWriterName = "";

  Rows(Path file, Connection connection) throws SQLException {
    this.file = file;
    findCodec =
        connection.prepareStatement("SELECT ser_id, manifest, adapter FROM codecs WHERE codec = ?");
    findWriter = connection.prepareStatement("SELECT uuid FROM writers WHERE writer = ?");
  }

  /**
   * Columns: ordering, pid, seq, codec, writer, written_at, crc, payload, metadata, persistence_id.
   */
  StoredEvent event(ResultSet row) throws SQLException {
    String persistenceId = row.getString(10);
    long sequence = row.getLong(3);
    long codec = row.getLong(4);
    long writtenAt = row.getLong(6);
    byte[] bytes = row.getBytes(8);
    int expected = Checksum.ofRow(row.getLong(2), sequence, writtenAt, codec, bytes);
    if (row.getInt(7) != expected) throw damaged("event", persistenceId, sequence);
    return new StoredEvent(
        row.getLong(1),
        persistenceId,
        writer(row.getLong(5)),
        sequence,
        writtenAt,
        new Payload(codec(codec), bytes),
        metadata(row.getBytes(9)));
  }

  /** Columns: pid, seq, codec, written_at, crc, payload, metadata. */
  StoredSnapshot snapshot(String persistenceId, ResultSet row) throws SQLException {
    long sequence = row.getLong(2);
    long codec = row.getLong(3);
    long writtenAt = row.getLong(4);
    byte[] bytes = row.getBytes(6);
    int expected = Checksum.ofRow(row.getLong(1), sequence, writtenAt, codec, bytes);
    if (row.getInt(5) != expected) throw damaged("snapshot", persistenceId, sequence);
    return new StoredSnapshot(
        persistenceId,
        sequence,
        writtenAt,
        new Payload(codec(codec), bytes),
        metadata(row.getBytes(7)));
  }

  private DamagedJournalException damaged(String what, String persistenceId, long sequence) {
    return new DamagedJournalException(
        "journal %s: %s %d of %s is damaged, its checksum does not fit. Stop the node and restore a backup."
            .formatted(file, what, sequence, persistenceId));
  }

  private Codec codec(long number) throws SQLException {
    Codec known = codecs.get(number);
    if (known != null) return known;
    findCodec.setLong(1, number);
    try (var row = findCodec.executeQuery()) {
      if (!row.next()) throw missing("codec", number);
      var codec = new Codec(row.getInt(1), row.getString(2), row.getString(3));
      codecs.put(number, codec);
      return codec;
    }
  }

  /** Events of one writer lie together, so the last one answers nearly always. */
  private String writer(long number) throws SQLException {
    if (number == lastWriter) return lastWriterName;
    findWriter.setLong(1, number);
    try (var row = findWriter.executeQuery()) {
      if (!row.next()) throw missing("writer", number);
      lastWriterName = WriterName.fromColumn(row.getObject(1));
      lastWriter = number;
      return lastWriterName;
    }
  }

  private DamagedJournalException missing(String what, long number) {
    return new DamagedJournalException(
        "journal %s: %s %d is missing. Stop the node and restore a backup."
            .formatted(file, what, number));
  }

  private Optional<Payload> metadata(byte @Nullable [] column) throws SQLException {
    if (column == null) return Optional.empty();
    var buffer = ByteBuffer.wrap(column);
    long codec = buffer.getInt();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return Optional.of(new Payload(codec(codec), bytes));
  }

  @Override
  public void close() throws SQLException {
    findCodec.close();
    findWriter.close();
  }
}
