// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.experiment;

import dev.worth.core.experiment.Analysis;
import dev.worth.core.experiment.Experiment;
import dev.worth.core.experiment.ExperimentResult;
import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Examples;
import dev.worth.core.learning.Label;
import dev.worth.node.entity.Customers;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.ExperimentExposed;
import dev.worth.protocol.CustomerEvent.OrderCancelled;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.OrderRefunded;
import dev.worth.protocol.CustomerEvent.OutcomeReported;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByTagQuery;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Results, replayed from the journal when somebody asks: the experiment's exposures by their tag,
 * and of each customer whose window has passed the orders, by the same code that labels training
 * examples. So a refund that came late counts at the next look, and there is nothing to keep in
 * step. It costs a read per matured customer, and none of the customers outside the experiment.
 */
final class Outcomes {
  private static final int AT_ONCE = 8;

  private final ActorSystem<?> system;
  private final String currency;
  private final CurrentEventsByTagQuery byTag;
  private final CurrentEventsByPersistenceIdQuery byCustomer;

  Outcomes(ActorSystem<?> system, String plugin, String currency) {
    this.system = system;
    this.currency = currency;
    var query = PersistenceQuery.get(system);
    byTag = query.getReadJournalFor(CurrentEventsByTagQuery.class, plugin);
    byCustomer = query.getReadJournalFor(CurrentEventsByPersistenceIdQuery.class, plugin);
  }

  /** One who was told their arm; the label is empty while the window is open. */
  private record Unit(ExperimentExposed exposed, Optional<Label> label) {}

  CompletionStage<ExperimentResult> result(Experiment experiment, Instant now) {
    var analysis = new Analysis(experiment);
    Set<String> seen = new HashSet<>();
    return byTag
        .currentEventsByTag(Customers.exposureTag(experiment.id()), Offset.sequence(0))
        .filter(envelope -> seen.add(envelope.persistenceId()))
        .mapAsync(AT_ONCE, envelope -> unit(envelope, experiment, now))
        .runWith(Sink.foreach(unit -> add(analysis, experiment, unit)), system)
        .thenApply(done -> analysis.result());
  }

  private static void add(Analysis analysis, Experiment experiment, Unit unit) {
    var exposed = unit.exposed();
    analysis.exposed(exposed.arm());
    unit.label()
        .map(experiment.metric()::of)
        .ifPresent(outcome -> analysis.matured(exposed.arm(), outcome, exposed.foretold()));
  }

  private CompletionStage<Unit> unit(EventEnvelope envelope, Experiment experiment, Instant now) {
    var exposed = (ExperimentExposed) envelope.event();
    var window = new Cutoff(exposed.at(), experiment.metric().days());
    return window.end().isAfter(now)
        ? CompletableFuture.completedFuture(new Unit(exposed, Optional.empty()))
        : label(envelope.persistenceId(), window)
            .thenApply(label -> new Unit(exposed, Optional.of(label)));
  }

  private CompletionStage<Label> label(String persistenceId, Cutoff window) {
    return byCustomer
        .currentEventsByPersistenceId(persistenceId, 0, Long.MAX_VALUE)
        .map(envelope -> (CustomerEvent) envelope.event())
        .filter(Outcomes::isMoney)
        .runWith(Sink.seq(), system)
        .thenApply(facts -> Examples.label(facts, window, currency));
  }

  private static boolean isMoney(CustomerEvent fact) {
    return fact instanceof OrderPlaced
        || fact instanceof OrderRefunded
        || fact instanceof OrderCancelled
        || fact instanceof OutcomeReported;
  }
}
