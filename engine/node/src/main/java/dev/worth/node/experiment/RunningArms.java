// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.experiment;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.experiment.Assignment;
import dev.worth.core.experiment.Experiment;
import dev.worth.core.experiment.ModelArms;
import dev.worth.core.scoring.Scorer;
import dev.worth.core.scoring.Scoring;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.entity.Exposing;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.ExperimentExposed;
import dev.worth.protocol.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The running experiment whose arms are model versions, as this node knows it: puts the versions in
 * their seats, and exposes whoever is told a score.
 *
 * <p>What is foretold of an exposed customer is the champion's word whatever their arm: the arm's
 * own version would be the treatment, not what was before it.
 */
public final class RunningArms implements Exposing {
  private final Function<ModelArms, Optional<String>> seats;
  private final Supplier<Scorer> champion;
  private final String currency;
  private volatile ModelArms arms = ModelArms.NONE;
  private boolean isSeated = true;

  /**
   * @param seats loads versions and lets them answer; says what went wrong
   * @param champion who answers those outside
   */
  public RunningArms(
      Function<ModelArms, Optional<String>> seats, Supplier<Scorer> champion, String currency) {
    this.seats = seats;
    this.champion = champion;
    this.currency = currency;
  }

  /** What could not be loaded is tried again at the next call. May take as long as loading does. */
  synchronized void follow(ModelArms wanted) {
    if (wanted.equals(arms) && isSeated) return;
    isSeated = seats.apply(wanted).isEmpty();
    arms = wanted;
  }

  @Override
  public boolean isIdle() {
    return arms.running().isEmpty();
  }

  @Override
  public List<CustomerEvent> due(CustomerId customer, CustomerState state, Instant now) {
    var running = arms.running();
    return running.isEmpty() || state.hasExposure(Exposures.key(running.get()))
        ? List.of()
        : List.of(exposure(running.get(), customer, state, now));
  }

  private ExperimentExposed exposure(
      Experiment experiment, CustomerId customer, CustomerState state, Instant now) {
    var question = new Question(now, experiment.metric().days(), false);
    var score = Scoring.score(customer, state, 0, question, currency, champion.get());
    return new ExperimentExposed(
        Exposures.key(experiment),
        now,
        experiment.id(),
        Assignment.of(experiment, customer),
        score.modelVersion(),
        experiment.metric().foretold(score));
  }
}
