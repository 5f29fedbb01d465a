// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.experiment;

import dev.worth.core.experiment.Experiment;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.entity.Answer;
import dev.worth.node.entity.Customers;
import dev.worth.protocol.CustomerEvent.ExperimentExposed;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Score;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells customers their arm, and journals that they were told: once for each experiment. */
final class Exposures {
  private static final String SOURCE = "worth:experiment";

  private final Customers customers;

  Exposures(Customers customers) {
    this.customers = customers;
  }

  CompletionStage<Assigned> look(Experiment experiment, CustomerId customer) {
    return customers
        .look(customer)
        .thenApply(seen -> seen.state().hasExposure(key(experiment)))
        .thenApply(known -> Assigned.of(experiment, customer, known));
  }

  CompletionStage<Assigned> expose(Experiment experiment, CustomerId customer, Instant now) {
    return look(experiment, customer)
        .thenCompose(
            assigned ->
                assigned.isExposed()
                    ? CompletableFuture.completedFuture(assigned)
                    : record(experiment, assigned, now));
  }

  /**
   * The score comes first: it is what would have been without the treatment. Where arms are models,
   * asking for it has exposed the customer already, and the fact that follows is known.
   */
  private CompletionStage<Assigned> record(Experiment experiment, Assigned assigned, Instant now) {
    var customer = assigned.customer();
    return customers
        .score(customer, new Question(now, experiment.metric().days(), false), 0)
        .thenCompose(
            answer -> {
              var fact = exposure(experiment, assigned, now, scored(answer));
              return customers.record(customer, List.of(fact), Optional.empty());
            })
        .thenApply(recorded -> new Assigned(customer, assigned.armName(), assigned.arm(), true));
  }

  private static Score scored(Answer answer) {
    return switch (answer) {
      case Answer.Scored(Score score) -> score;
      case Answer.Behind behind ->
          throw new IllegalStateException("no customer is behind number 0: " + behind);
    };
  }

  private static ExperimentExposed exposure(
      Experiment experiment, Assigned assigned, Instant now, Score score) {
    return new ExperimentExposed(
        key(experiment),
        now,
        experiment.id(),
        assigned.armName(),
        score.modelVersion(),
        experiment.metric().foretold(score));
  }

  static EventKey key(Experiment experiment) {
    return new EventKey(SOURCE, experiment.id());
  }
}
