// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.scoring.Scoring;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.Score;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Reads what the journal has of one customer, past the entity. */
final class History {
  private record Past(CustomerState state, long sequenceNr) {
    static final Past NOTHING = new Past(CustomerState.UNKNOWN, 0);

    Past with(EventEnvelope told) {
      return new Past(state.evolve((CustomerEvent) told.event()), told.sequenceNr());
    }
  }

  private final ActorSystem<?> system;
  private final CurrentEventsByPersistenceIdQuery journal;
  private final Answering answering;

  History(ActorSystem<?> system, String plugin, Answering answering) {
    this.system = system;
    this.answering = answering;
    journal =
        PersistenceQuery.get(system)
            .getReadJournalFor(CurrentEventsByPersistenceIdQuery.class, plugin);
  }

  CompletionStage<List<Told>> tell(CustomerId customer, long fromSequenceNr, int limit) {
    return events(customer, fromSequenceNr)
        .take(limit)
        .map(
            e ->
                new Told(
                    e.sequenceNr(), Instant.ofEpochMilli(e.timestamp()), (CustomerEvent) e.event()))
        .runWith(Sink.seq(), system);
  }

  /** The score of the facts that had happened at the moment asked about, whenever they came in. */
  CompletionStage<Score> scoreAsOf(CustomerId customer, Question question) {
    return events(customer, 0)
        .filterNot(e -> ((CustomerEvent) e.event()).at().isAfter(question.now()))
        .runFold(Past.NOTHING, Past::with, system)
        .thenApply(past -> score(customer, past, question));
  }

  private Score score(CustomerId customer, Past past, Question question) {
    return Scoring.score(
        customer,
        past.state(),
        past.sequenceNr(),
        question,
        answering.currency(),
        answering.scorers().of(customer));
  }

  private Source<EventEnvelope, NotUsed> events(CustomerId customer, long fromSequenceNr) {
    return journal.currentEventsByPersistenceId(
        CustomerEntity.persistenceId(customer).id(), fromSequenceNr, Long.MAX_VALUE);
  }
}
