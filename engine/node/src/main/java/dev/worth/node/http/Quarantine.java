// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.node.entity.Customers;
import dev.worth.node.entity.Told;
import dev.worth.protocol.CustomerEvent.EventQuarantined;
import dev.worth.protocol.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.Sequence;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByTagQuery;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Facts that were kept and not counted. The journal tells which were ever quarantined; whether one
 * still is, its customer tells.
 */
final class Quarantine {
  /** The tag that entities put on them. */
  static final String TAG = "quarantine";

  /** Most facts looked at for one page, however few of them fit. */
  private static final int LOOKED_AT = 5_000;

  private static final int AT_ONCE = 16;

  private final ClassicActorSystemProvider system;
  private final CurrentEventsByTagQuery journal;
  private final Customers customers;

  Quarantine(
      ClassicActorSystemProvider system, CurrentEventsByTagQuery journal, Customers customers) {
    this.system = system;
    this.journal = journal;
    this.customers = customers;
  }

  /** One that is still held. */
  record Held(QuarantineId id, Instant writtenAt, EventQuarantined fact) {}

  /**
   * Some of them.
   *
   * @param next where to read on; empty at the end
   */
  record Page(List<Held> held, Optional<Long> next) {}

  private record Looked(long offset, Optional<Held> held) {}

  /**
   * Held facts in the order they were quarantined.
   *
   * @param after a page's {@code next}, 0 for the first page
   */
  CompletionStage<Page> list(long after, int limit, Predicate<EventQuarantined> wanted) {
    var filling = new Filling(limit);
    return journal
        .currentEventsByTag(TAG, Offset.sequence(after))
        .take(LOOKED_AT)
        .mapAsync(AT_ONCE, told -> look(told, wanted))
        .takeWhile(filling::takes)
        .runWith(Sink.ignore(), system)
        .thenApply(done -> filling.page());
  }

  private CompletionStage<Looked> look(EventEnvelope told, Predicate<EventQuarantined> wanted) {
    long offset = ((Sequence) told.offset()).value();
    return told.event() instanceof EventQuarantined fact && wanted.test(fact)
        ? ifHeld(held(told, fact)).thenApply(held -> new Looked(offset, held))
        : CompletableFuture.completedFuture(new Looked(offset, Optional.empty()));
  }

  private static Held held(EventEnvelope told, EventQuarantined fact) {
    var id = new QuarantineId(customer(told.persistenceId()), told.sequenceNr());
    return new Held(id, Instant.ofEpochMilli(told.timestamp()), fact);
  }

  /** A persistence id is the kind of entity, a bar, and its id. */
  private static CustomerId customer(String persistenceId) {
    return new CustomerId(persistenceId.substring(persistenceId.indexOf('|') + 1));
  }

  private CompletionStage<Optional<Held>> ifHeld(Held held) {
    return customers
        .look(held.id().customer())
        .thenApply(
            seen ->
                seen.state().hasQuarantined(held.fact().key())
                    ? Optional.of(held)
                    : Optional.<Held>empty())
        .exceptionally(failure -> ifUnanswered(held, failure));
  }

  /** Of a customer that cannot be asked, what the journal holds stays listed. */
  private static Optional<Held> ifUnanswered(Held held, Throwable failure) {
    if (Failures.isUnanswered(failure)) return Optional.of(held);
    throw new CompletionException(failure);
  }

  /** One held fact by its name; empty if it is not held, or no longer. */
  CompletionStage<Optional<Held>> find(QuarantineId id) {
    return customers
        .timeline(id.customer(), id.sequenceNr(), 1)
        .thenCompose(told -> find(id, told));
  }

  private CompletionStage<Optional<Held>> find(QuarantineId id, List<Told> told) {
    boolean isThere = !told.isEmpty() && told.get(0).sequenceNr() == id.sequenceNr();
    return isThere && told.get(0).event() instanceof EventQuarantined fact
        ? ifHeld(new Held(id, told.get(0).writtenAt(), fact))
        : CompletableFuture.completedFuture(Optional.empty());
  }

  /** Fills one page from what comes, in order. */
  private static final class Filling {
    private final int limit;
    private final List<Held> held = new ArrayList<>();
    private long last;
    private int looked;
    private boolean isFull;

    Filling(int limit) {
      this.limit = limit;
    }

    boolean takes(Looked one) {
      isFull = held.size() == limit;
      if (isFull) return false;
      one.held().ifPresent(held::add);
      last = one.offset();
      looked++;
      return true;
    }

    Page page() {
      boolean isMore = isFull || looked == LOOKED_AT;
      return new Page(List.copyOf(held), isMore ? Optional.of(last) : Optional.empty());
    }
  }
}
