// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers that stand for names inside the file, as the writer remembers them. One thread only.
 */
final class Interned implements AutoCloseable {
  private static final int REMEMBERED_IDS = 100_000;

  /**
   * A persistence id with the writer seen last: one actor's incarnation writes many events in a
   * row.
   */
  static final class Id {
    final long pid;
    private String writer = "";
    private long writerNumber;

    Id(long pid) {
      this.pid = pid;
    }
  }

  private final Map<String, Id> ids = new RecentlyUsed();
  private final Map<Codec, Long> codecs = new HashMap<>();
  private final Map<String, Long> tags = new HashMap<>();
  private final PreparedStatement findId;
  private final PreparedStatement addId;
  private final PreparedStatement addWriter;
  private final PreparedStatement findCodec;
  private final PreparedStatement addCodec;
  private final PreparedStatement findTag;
  private final PreparedStatement addTag;

  Interned(Connection c) throws SQLException {
    findId = c.prepareStatement("SELECT pid FROM persistence_ids WHERE persistence_id = ?");
    addId =
        c.prepareStatement("INSERT INTO persistence_ids(persistence_id) VALUES (?) RETURNING pid");
    addWriter = c.prepareStatement("INSERT INTO writers(uuid) VALUES (?) RETURNING writer");
    findCodec =
        c.prepareStatement(
            "SELECT codec FROM codecs WHERE ser_id = ? AND manifest = ? AND adapter = ?");
    addCodec =
        c.prepareStatement(
            "INSERT INTO codecs(ser_id, manifest, adapter) VALUES (?, ?, ?) RETURNING codec");
    findTag = c.prepareStatement("SELECT tag_id FROM tag_names WHERE name = ?");
    addTag = c.prepareStatement("INSERT INTO tag_names(name) VALUES (?) RETURNING tag_id");
  }

  Id id(String persistenceId) throws SQLException {
    Id known = ids.get(persistenceId);
    if (known != null) return known;
    Id id = new Id(findOrAdd(findId, addId, persistenceId));
    ids.put(persistenceId, id);
    return id;
  }

  /** A writer is known by the id it wrote; a second row for one writer costs bytes, never truth. */
  long writer(Id id, String writer) throws SQLException {
    if (writer.equals(id.writer)) return id.writerNumber;
    addWriter.setObject(1, WriterName.toColumn(writer));
    id.writerNumber = number(addWriter);
    id.writer = writer;
    return id.writerNumber;
  }

  long codec(Codec codec) throws SQLException {
    Long known = codecs.get(codec);
    if (known != null) return known;
    bind(findCodec, codec);
    bind(addCodec, codec);
    long found = number(findCodec);
    long number = found > 0 ? found : number(addCodec);
    codecs.put(codec, number);
    return number;
  }

  long tag(String name) throws SQLException {
    Long known = tags.get(name);
    if (known != null) return known;
    long number = findOrAdd(findTag, addTag, name);
    tags.put(name, number);
    return number;
  }

  boolean anyTag(Connection connection) throws SQLException {
    return !tags.isEmpty() || Sql.number(connection, "SELECT count(*) FROM tag_names") > 0;
  }

  private static long findOrAdd(PreparedStatement find, PreparedStatement add, String name)
      throws SQLException {
    find.setString(1, name);
    long found = number(find);
    if (found > 0) return found;
    add.setString(1, name);
    return number(add);
  }

  private static void bind(PreparedStatement statement, Codec codec) throws SQLException {
    statement.setInt(1, codec.serializer());
    statement.setString(2, codec.manifest());
    statement.setString(3, codec.adapter());
  }

  private static long number(PreparedStatement statement) throws SQLException {
    try (var rows = statement.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  @Override
  public void close() throws SQLException {
    for (var statement :
        new PreparedStatement[] {findId, addId, addWriter, findCodec, addCodec, findTag, addTag}) {
      statement.close();
    }
  }

  /** Bounds the memory of a journal with many millions of persistence ids. */
  private static final class RecentlyUsed extends LinkedHashMap<String, Id> {
    RecentlyUsed() {
      super(1024, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Id> eldest) {
      return size() > REMEMBERED_IDS;
    }
  }
}
