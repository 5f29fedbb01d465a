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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;

/**
 * What a family would have achieved: trained on what was known one horizon before the cut, measured
 * on what came then, on customers with an order.
 */
final class CardMetrics {
  private static final int MOST_CUSTOMERS = 20_000;
  private static final long MOST_FACTS = 1_000_000;

  /** A customer at the last landmark, what was foretold and what came. */
  private record Outcome(Example example, Prediction prediction) {}

  /** Empty when the history is too short to hold anything back. */
  static Map<String, Double> of(Family family, Task task, DoubleConsumer progress) {
    var landmarks = task.landmarks();
    if (landmarks.isEmpty()) return Map.of();
    Cutoff last = landmarks.getFirst();
    Task earlier = task.asOf(last, Task.part(progress, 0, 0.8));
    if (earlier.history().orders() == 0) return Map.of();
    var metrics = trained(family, earlier).map(t -> measured(outcomes(t, task, last), last));
    progress.accept(1);
    return metrics.orElse(Map.of());
  }

  /** Nothing if the earlier history was too little to learn from. */
  private static Optional<Trained> trained(Family family, Task earlier) {
    try {
      return Optional.of(family.fit(earlier));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<Outcome> outcomes(Trained trained, Task task, Cutoff last) {
    var outcomes = new ArrayList<Outcome>();
    for (var customer : task.history().sample(MOST_CUSTOMERS, MOST_FACTS, task.seed()))
      Examples.of(customer.facts(), last, task.history().currency())
          .filter(example -> example.features().orderDays() > 0)
          .map(example -> outcome(trained, example))
          .ifPresent(outcomes::add);
    return outcomes;
  }

  private static Outcome outcome(Trained trained, Example example) {
    return new Outcome(example, trained.predict(example.features(), Reference.NONE));
  }

  private static Map<String, Double> measured(List<Outcome> outcomes, Cutoff last) {
    var metrics = new TreeMap<String, Double>();
    metrics.put("backtest_horizon_days", last.horizonDays());
    metrics.put("backtest_customers", (double) outcomes.size());
    if (!outcomes.isEmpty()) measure(outcomes, metrics);
    metrics.values().removeIf(value -> !Double.isFinite(value));
    return metrics;
  }

  private static void measure(List<Outcome> outcomes, Map<String, Double> metrics) {
    boolean[] bought = new boolean[outcomes.size()];
    for (int i = 0; i < bought.length; i++)
      bought[i] = outcomes.get(i).example().label().purchased();
    double[] p = outcomes.stream().mapToDouble(o -> o.prediction().purchaseProbability()).toArray();
    double[] spend = outcomes.stream().mapToDouble(o -> o.example().label().spend()).toArray();
    double[] expected =
        outcomes.stream().mapToDouble(o -> o.prediction().expectedSpend()).toArray();
    double[] orders = outcomes.stream().mapToDouble(o -> o.example().label().orders()).toArray();
    double[] foretold =
        outcomes.stream().mapToDouble(o -> o.prediction().expectedOrders()).toArray();
    metrics.put("base_rate", share(bought));
    metrics.put("auc", Metrics.auc(bought, p));
    metrics.put("log_loss", Metrics.logLoss(bought, p));
    metrics.put("brier", Metrics.brier(bought, p));
    metrics.put("ece", Metrics.ece(bought, p));
    metrics.put("orders_bias_pct", Metrics.biasPct(orders, foretold));
    metrics.put("spend_bias_pct", Metrics.biasPct(spend, expected));
    metrics.put("spend_gini", Metrics.normGini(spend, expected));
    for (double level : new double[] {0.5, 0.8, 0.95})
      metrics.put("coverage_" + Math.round(100 * level), coverage(outcomes, level));
  }

  private static double share(boolean[] bought) {
    int count = 0;
    for (boolean one : bought) if (one) count++;
    return (double) count / bought.length;
  }

  private static double coverage(List<Outcome> outcomes, double level) {
    return outcomes.stream().filter(o -> covered(o, level)).count() / (double) outcomes.size();
  }

  private static boolean covered(Outcome outcome, double level) {
    var interval = outcome.prediction().spend().interval(level);
    double spend = outcome.example().label().spend();
    return spend >= interval.lower() && spend <= interval.upper();
  }

  private CardMetrics() {}
}
