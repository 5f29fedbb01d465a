// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Example;
import dev.worth.core.learning.Examples;
import dev.worth.core.learning.Metrics;
import dev.worth.core.scoring.Prediction;
import dev.worth.core.scoring.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * What a family would have foretold at an earlier time, trained on what was known then, and what
 * came: of customers with an order.
 *
 * @param at the earlier time
 */
record Backtest(Cutoff at, List<Outcome> outcomes) {
  private static final int MOST_CUSTOMERS = 20_000;
  private static final long MOST_FACTS = 1_000_000;

  /** A customer at the earlier time, what was foretold and what came. */
  record Outcome(Example example, Prediction prediction) {}

  /**
   * A time to go back to.
   *
   * @param earlier what was known then
   * @param examples customers as they were then, and what came
   */
  record Then(Cutoff at, Task earlier, List<Example> examples) {
    static Then of(Task now, Cutoff at) {
      var examples = new ArrayList<Example>();
      for (var customer : now.history().sample(MOST_CUSTOMERS, MOST_FACTS, now.seed()))
        Examples.of(customer.facts(), at, now.history().currency())
            .filter(example -> example.features().orderDays() > 0)
            .ifPresent(examples::add);
      return new Then(at, now.asOf(at, now.progress()), examples);
    }
  }

  /** Landmarks are half a horizon apart: the next but one has a horizon of its own. */
  private static final int APART = 2;

  /**
   * At the newest landmark whose horizon ends before that of the newest begins; nothing if there is
   * none, or too little to learn from.
   */
  static Optional<Backtest> older(Family family, Task task) {
    var landmarks = task.landmarks();
    return landmarks.size() <= APART
        ? Optional.empty()
        : of(family, Then.of(task, landmarks.get(APART)), share -> {});
  }

  /** Nothing if the earlier history was too little to learn from. */
  static Optional<Backtest> of(Family family, Then then, DoubleConsumer progress) {
    try {
      if (then.earlier().history().orders() == 0) return Optional.empty();
      return Optional.of(of(family.fit(then.earlier().telling(progress)), then));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Backtest of(Trained trained, Then then) {
    var outcomes =
        then.examples().stream()
            .map(e -> new Outcome(e, trained.predict(e.features(), Reference.NONE)))
            .toList();
    return new Backtest(then.at(), outcomes);
  }

  boolean[] bought() {
    boolean[] bought = new boolean[outcomes.size()];
    for (int i = 0; i < bought.length; i++)
      bought[i] = outcomes.get(i).example().label().purchased();
    return bought;
  }

  double[] probabilities() {
    return outcomes.stream().mapToDouble(o -> o.prediction().purchaseProbability()).toArray();
  }

  /** Log-loss of every customer, in the same order for every family. */
  double[] losses() {
    boolean[] bought = bought();
    double[] p = probabilities();
    double[] losses = new double[p.length];
    for (int i = 0; i < p.length; i++)
      losses[i] = Metrics.logLoss(new boolean[] {bought[i]}, new double[] {p[i]});
    return losses;
  }
}
