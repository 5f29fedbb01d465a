// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Reads a journal file without actors, beside the node that writes it or alone. One thread only.
 *
 * <p>Every reading method throws {@link JournalException} when the file is damaged: the checksum of
 * every row is verified.
 */
public final class JournalReader implements AutoCloseable {
  private static final int PAGE = 1_000;
  private static final String EVENT =
      """
      SELECT e.ordering, e.pid, e.seq, e.codec, e.writer, e.written_at, e.crc, e.payload, e.metadata,
        p.persistence_id FROM
      """;
  private static final String ALL =
      EVENT
          + """
          events e JOIN persistence_ids p USING (pid)
          WHERE e.ordering > ? ORDER BY e.ordering LIMIT ?\
          """;
  private static final String OF_ID =
      EVENT
          + """
          persistence_ids p JOIN events e USING (pid)
          WHERE p.persistence_id = ? AND e.seq > ? AND e.seq <= ? ORDER BY e.seq LIMIT ?\
          """;
  private static final String OF_TAG =
      EVENT
          + """
          tag_names n JOIN tags t USING (tag_id) JOIN events e USING (ordering)
          JOIN persistence_ids p USING (pid)
          WHERE n.name = ? AND t.ordering > ? ORDER BY t.ordering LIMIT ?\
          """;
  private static final String IDS =
      """
      SELECT pid, persistence_id,
        max(highest_seq, coalesce((SELECT max(seq) FROM events e WHERE e.pid = p.pid), 0))
      FROM persistence_ids p
      """;
  private static final String SNAPSHOT =
      """
      SELECT s.pid, s.seq, s.codec, s.written_at, s.crc, s.payload, s.metadata
      FROM persistence_ids p JOIN snapshots s USING (pid) WHERE p.persistence_id = ?
      AND s.seq BETWEEN ? AND ? AND s.written_at BETWEEN ? AND ? ORDER BY s.seq DESC LIMIT 1\
      """;

  private final Path file;
  private final Connection connection;
  private final Rows rows;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private JournalReader(Path file, Connection connection) throws SQLException {
    this.file = file;
    this.connection = connection;
    rows = new Rows(file, connection);
  }

  /**
   * Opens an existing journal for reading.
   *
   * @throws JournalException when the file is missing, is no journal or has a newer format
   */
  public static JournalReader open(Path file) {
    if (!Files.exists(file)) {
      throw new JournalException("journal " + file + " does not exist. Check the path.");
    }
    try {
      return open(file, Sql.reader(file));
    } catch (SQLException e) {
      throw JournalException.of(file, e);
    }
  }

  private static JournalReader open(Path file, Connection connection) throws SQLException {
    try {
      Schema.check(file, connection);
      return new JournalReader(file, connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * All events after an ordering (0: from the first), in the order of their commits, read page by
   * page.
   */
  public Stream<StoredEvent> events(long afterOrdering) {
    return paged(afterOrdering, after -> events(after, PAGE), StoredEvent::ordering);
  }

  /**
   * All events, in the order of their commits, past those that are damaged: each of these is handed
   * over as such, and reading goes on behind it.
   */
  public void events(Consumer<StoredEvent> sound, Consumer<DamagedEvent> damaged) {
    new Scan(this, sound, damaged).run();
  }

  /** The events after an ordering, or the places of those that are damaged, in order of commit. */
  List<Object> eventsOrDamage(long afterOrdering, int limit) {
    return read(ALL, this::eventOrDamage, afterOrdering, limit);
  }

  private Object eventOrDamage(ResultSet row) throws SQLException {
    try {
      return rows.event(row);
    } catch (DamagedJournalException e) {
      return new DamagedEvent(row.getLong(1), row.getString(10), String.valueOf(e.getMessage()));
    }
  }

  /** The ordering of the last event; where its page is lost, at least as much as is left. */
  long lastOrdering() {
    try {
      return number("SELECT max(ordering) FROM events");
    } catch (DamagedJournalException e) {
      return number("SELECT count(*) FROM events");
    }
  }

  private long number(String sql) {
    return read(sql, row -> row.getLong(1)).getFirst();
  }

  /** All persistence ids with their highest sequence numbers, in order of first appearance. */
  public Stream<PersistenceIdEntry> persistenceIds() {
    return paged(0, after -> persistenceIds(after, PAGE), PersistenceIdEntry::number);
  }

  /** The events after an ordering, in order of commit, at most {@code limit} of them. */
  public List<StoredEvent> events(long afterOrdering, int limit) {
    return read(ALL, rows::event, afterOrdering, limit);
  }

  /**
   * The events of one persistence id with sequence numbers in (after, to], at most {@code limit}.
   */
  public List<StoredEvent> events(String persistenceId, long after, long to, int limit) {
    return read(OF_ID, rows::event, persistenceId, after, to, limit);
  }

  /** The events with a tag after an ordering, in order of commit, at most {@code limit}. */
  public List<StoredEvent> eventsTagged(String tag, long afterOrdering, int limit) {
    return read(OF_TAG, rows::event, tag, afterOrdering, limit);
  }

  /** The persistence ids whose number is above {@code after}, at most {@code limit}. */
  public List<PersistenceIdEntry> persistenceIds(long after, int limit) {
    return read(IDS + "WHERE pid > ? ORDER BY pid LIMIT ?", JournalReader::entry, after, limit);
  }

  /** The highest sequence number ever used by a persistence id, 0 for an unknown one. */
  public long highestSequence(String persistenceId) {
    var found = read(IDS + "WHERE persistence_id = ?", JournalReader::entry, persistenceId);
    return found.isEmpty() ? 0 : found.getFirst().highestSequence();
  }

  /** Hands over the events with sequence numbers in [from, to] in order, at most {@code max}. */
  void replay(String persistenceId, long from, long to, long max, Consumer<StoredEvent> each) {
    long after = from - 1;
    long left = max;
    while (left > 0) {
      var page = events(persistenceId, after, to, (int) Math.min(left, PAGE));
      page.forEach(each);
      if (page.size() < PAGE) return;
      left -= page.size();
      after = page.getLast().sequence();
    }
  }

  /** The newest snapshot of a persistence id, empty when there is none. */
  public Optional<StoredSnapshot> latestSnapshot(String persistenceId) {
    return latestSnapshot(persistenceId, new SnapshotRange(0, Long.MAX_VALUE, 0, Long.MAX_VALUE));
  }

  Optional<StoredSnapshot> latestSnapshot(String persistenceId, SnapshotRange range) {
    return read(
            SNAPSHOT,
            row -> rows.snapshot(persistenceId, row),
            persistenceId,
            range.minSequence(),
            range.maxSequence(),
            range.minTime(),
            range.maxTime())
        .stream()
        .findFirst();
  }

  /**
   * Checks the structure of the whole file; slow, some seconds per gigabyte.
   *
   * @return what is wrong in SQLite's words, empty when nothing is
   */
  public List<String> check() {
    try {
      return read("PRAGMA quick_check", row -> row.getString(1)).stream()
          .filter(line -> !line.equals("ok"))
          .toList();
    } catch (DamagedJournalException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Copies the journal as of now into a new file, while it is being written: a backup that opens
   * like the original.
   *
   * @throws JournalException when the target exists or cannot be written
   */
  public void copyTo(Path target) {
    if (Files.exists(target)) {
      throw new JournalException("backup " + target + " exists already. Name a new file.");
    }
    try (var copy = connection.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, target.toString());
      copy.execute();
    } catch (SQLException e) {
      throw JournalException.of(target, e);
    }
  }

  private static PersistenceIdEntry entry(ResultSet row) throws SQLException {
    return new PersistenceIdEntry(row.getLong(1), row.getString(2), row.getLong(3));
  }

  private <T> List<T> read(String sql, RowReader<T> reader, Object... arguments) {
    try {
      PreparedStatement query = prepare(sql);
      for (int i = 0; i < arguments.length; i++) query.setObject(i + 1, arguments[i]);
      var found = new ArrayList<T>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) found.add(reader.read(row));
      }
      return found;
    } catch (SQLException e) {
      // The driver closes a statement that failed.
      prepared.remove(sql);
      throw JournalException.of(file, e);
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known != null) return known;
    PreparedStatement made = connection.prepareStatement(sql);
    prepared.put(sql, made);
    return made;
  }

  private static <T> Stream<T> paged(
      long start, LongFunction<List<T>> page, ToLongFunction<T> cursor) {
    return Stream.iterate(
            page.apply(start),
            found -> !found.isEmpty(),
            found -> page.apply(cursor.applyAsLong(found.getLast())))
        .flatMap(List::stream);
  }

  @Override
  public void close() {
    try {
      rows.close();
      for (var query : prepared.values()) query.close();
      connection.close();
    } catch (SQLException e) {
      throw JournalException.of(file, e);
    }
  }

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
