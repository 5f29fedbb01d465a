// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;
import scala.concurrent.Promise;

/**
 * Pekko's journal on the store of this actor system, plugin id {@code worth.journal}.
 *
 * <p>Events are serialised here, in the journal actor, so that the thread that holds the
 * transaction does nothing but write; what cannot be serialised is rejected alone.
 */
public final class SqliteJournal extends AsyncWriteJournal {
  private static final Iterable<Optional<Exception>> NONE_REJECTED = List.of();

  private final SqliteStore store = JournalExtension.store(context().system());
  private final EventSerialization serialization = new EventSerialization(context().system());

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(
      Iterable<AtomicWrite> messages) {
    Append append = serialization.transported(() -> append(messages));
    if (append.events.isEmpty()) append.committed();
    else store.submit(append);
    return append.promise.future();
  }

  private Append append(Iterable<AtomicWrite> messages) {
    var events = new ArrayList<NewEvent>(4);
    var verdicts = new ArrayList<Optional<Exception>>(1);
    boolean rejected = false;
    for (AtomicWrite message : messages) {
      Optional<Exception> verdict = serialize(message, events);
      verdicts.add(verdict);
      rejected |= verdict.isPresent();
    }
    return new Append(
        events, rejected ? verdicts : NONE_REJECTED, org.apache.pekko.dispatch.Futures.promise());
  }

  private Optional<Exception> serialize(AtomicWrite message, List<NewEvent> events) {
    int before = events.size();
    try {
      var reprs = message.payload().iterator();
      while (reprs.hasNext()) events.add(serialization.toRow(reprs.next()));
      return Optional.empty();
    } catch (Exception e) {
      events.subList(before, events.size()).clear();
      return Optional.of(e);
    }
  }

  @Override
  public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequence) {
    var deletion = new FutureWrite(session -> session.deleteEvents(persistenceId, toSequence));
    store.submit(deletion);
    return Futures.asScala(deletion.future());
  }

  @Override
  public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequence) {
    return Futures.asScala(store.readAfterWrites(reader -> reader.highestSequence(persistenceId)));
  }

  @Override
  public Future<Void> doAsyncReplayMessages(
      String persistenceId, long from, long to, long max, Consumer<PersistentRepr> each) {
    return Futures.asScala(
        store
            .read(
                reader -> {
                  reader.replay(
                      persistenceId, from, to, max, e -> each.accept(serialization.toRepr(e)));
                  return reader;
                })
            .thenAccept(done -> {}));
  }

  /** All atomic writes of one request; verdicts name those that could not be serialised. */
  private record Append(
      List<NewEvent> events,
      Iterable<Optional<Exception>> verdicts,
      Promise<Iterable<Optional<Exception>>> promise)
      implements Write {
    @Override
    public void applyTo(WriteSession session) throws SQLException {
      for (int i = 0; i < events.size(); i++) session.append(events.get(i));
    }

    @Override
    public void committed() {
      promise.success(verdicts);
    }

    @Override
    public void failed(RuntimeException reason) {
      promise.failure(reason);
    }
  }
}
