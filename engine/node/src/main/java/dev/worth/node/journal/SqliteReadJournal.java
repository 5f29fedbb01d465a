// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.Sequence;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByTagQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentPersistenceIdsQuery;
import org.apache.pekko.persistence.query.javadsl.EventsByPersistenceIdQuery;
import org.apache.pekko.persistence.query.javadsl.EventsByTagQuery;
import org.apache.pekko.persistence.query.javadsl.PersistenceIdsQuery;
import org.apache.pekko.persistence.query.javadsl.ReadJournal;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Streams of what is in the journal.
 *
 * <p>Offsets are {@link Sequence} numbers: places in the order of commits over the whole journal,
 * strictly increasing and without late arrivals, so that a reader that stores the last offset it
 * has handled misses nothing. A stream starts after its offset. Live streams hear of a commit
 * within milliseconds.
 */
public final class SqliteReadJournal
    implements ReadJournal,
        CurrentPersistenceIdsQuery,
        PersistenceIdsQuery,
        CurrentEventsByPersistenceIdQuery,
        EventsByPersistenceIdQuery,
        CurrentEventsByTagQuery,
        EventsByTagQuery {
  /** The plugin id, for {@code PersistenceQuery.getReadJournalFor}. */
  public static final String IDENTIFIER = "worth.read-journal";

  private static final long OPEN = Long.MAX_VALUE;

  private final SqliteStore store;
  private final Envelopes envelopes;
  private final Duration poll;

  SqliteReadJournal(ExtendedActorSystem system, Config config) {
    this.store = JournalExtension.store(system);
    this.envelopes = new Envelopes(system, config.getString("write-plugin"));
    this.poll = config.getDuration("poll-interval");
  }

  /**
   * The events of all persistence ids after an offset, in the order of their commits, and those to
   * come.
   */
  public Source<EventEnvelope, NotUsed> events(Offset after) {
    return ordered(all(), after, OPEN, true);
  }

  /** The events of all persistence ids after an offset that are in the journal now. */
  public Source<EventEnvelope, NotUsed> currentEvents(Offset after) {
    return ordered(all(), after, store.lastOrdering(), false);
  }

  @Override
  public Source<EventEnvelope, NotUsed> eventsByTag(String tag, Offset after) {
    return ordered(tagged(tag), after, OPEN, true);
  }

  @Override
  public Source<EventEnvelope, NotUsed> currentEventsByTag(String tag, Offset after) {
    return ordered(tagged(tag), after, store.lastOrdering(), false);
  }

  @Override
  public Source<EventEnvelope, NotUsed> eventsByPersistenceId(
      String persistenceId, long from, long to) {
    return bySequence(persistenceId, from, to, true);
  }

  @Override
  public Source<EventEnvelope, NotUsed> currentEventsByPersistenceId(
      String persistenceId, long from, long to) {
    return bySequence(persistenceId, from, to, false);
  }

  @Override
  public Source<String, NotUsed> persistenceIds() {
    return ids(true);
  }

  @Override
  public Source<String, NotUsed> currentPersistenceIds() {
    return ids(false);
  }

  /** The highest sequence number ever used by a persistence id, 0 for an unknown one. */
  public CompletionStage<Long> highestSequence(String persistenceId) {
    return store.read(reader -> reader.highestSequence(persistenceId));
  }

  private PagedSource.Page<StoredEvent> all() {
    return (after, limit) -> store.read(reader -> reader.events(after, limit));
  }

  private PagedSource.Page<StoredEvent> tagged(String tag) {
    return (after, limit) -> store.read(reader -> reader.eventsTagged(tag, after, limit));
  }

  private Source<EventEnvelope, NotUsed> ordered(
      PagedSource.Page<StoredEvent> page, Offset after, long end, boolean live) {
    return envelopes(
        new PagedSource.Query<>(page, StoredEvent::ordering, position(after), end, live));
  }

  private Source<EventEnvelope, NotUsed> bySequence(String id, long from, long to, boolean live) {
    PagedSource.Page<StoredEvent> page =
        (after, limit) -> store.read(reader -> reader.events(id, after, to, limit));
    long start = Math.max(0, from - 1);
    return envelopes(new PagedSource.Query<>(page, StoredEvent::sequence, start, to, live));
  }

  private Source<EventEnvelope, NotUsed> envelopes(PagedSource.Query<StoredEvent> query) {
    return Source.fromGraph(new PagedSource<>(store, query, poll)).mapConcat(envelopes::of);
  }

  private Source<String, NotUsed> ids(boolean live) {
    PagedSource.Page<PersistenceIdEntry> page =
        (after, limit) -> store.read(reader -> reader.persistenceIds(after, limit));
    var query = new PagedSource.Query<>(page, PersistenceIdEntry::number, 0, OPEN, live);
    return Source.fromGraph(new PagedSource<>(store, query, poll))
        .map(PersistenceIdEntry::persistenceId);
  }

  private static long position(Offset offset) {
    if (offset instanceof Sequence sequence) return sequence.value();
    if (offset.equals(Offset.noOffset())) return 0;
    throw new IllegalArgumentException(
        "offset " + offset + " is not of this journal. Use Offset.sequence or Offset.noOffset.");
  }
}
