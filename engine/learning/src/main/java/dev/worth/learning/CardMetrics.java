// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.learning.Metrics;
import dev.worth.learning.Backtest.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a family would have achieved: trained on what was known one horizon before the cut, measured
 * on what came then, on customers with an order.
 */
final class CardMetrics {
  static Map<String, Double> of(Backtest backtest) {
    var metrics = new TreeMap<String, Double>();
    metrics.put("backtest_horizon_days", backtest.at().horizonDays());
    metrics.put("backtest_customers", (double) backtest.outcomes().size());
    if (!backtest.outcomes().isEmpty()) measure(backtest, metrics);
    metrics.values().removeIf(value -> !Double.isFinite(value));
    return metrics;
  }

  private static void measure(Backtest backtest, Map<String, Double> metrics) {
    var outcomes = backtest.outcomes();
    boolean[] bought = backtest.bought();
    double[] p = backtest.probabilities();
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
