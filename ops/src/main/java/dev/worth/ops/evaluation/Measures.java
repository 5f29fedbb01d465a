// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.worth.core.learning.Metrics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How good one file of predictions is, in the structure and the names of the protocol's scorer.
 * What the file does not foretell is absent.
 *
 * @param n customers
 * @param baseRate share of them that bought
 * @param meanSpend of all
 * @param interval by level in percent
 * @param quantile by column name
 * @param meanPinball over the quantiles
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Measures(
    int n,
    double baseRate,
    double meanSpend,
    Metrics.@Nullable Purchase purchase,
    Metrics.@Nullable Spend spend,
    Metrics.@Nullable Orders orders,
    Map<String, Metrics.IntervalFit> interval,
    Map<String, Quantile> quantile,
    @Nullable Double meanPinball) {

  /** Of one quantile of the spend. */
  record Quantile(double pinball, double shareAtOrBelow) {}

  static Measures of(Truth truth, NumberTable predictions) {
    var quantiles = quantiles(truth, predictions);
    return new Measures(
        truth.ids().length,
        rate(truth.purchased()),
        mean(truth.spend()),
        column(truth, predictions, "p_purchase")
            .map(p -> Metrics.purchase(truth.purchased(), p))
            .orElse(null),
        column(truth, predictions, "expected_spend")
            .map(e -> Metrics.spend(truth.spend(), e, truth.ids()))
            .orElse(null),
        column(truth, predictions, "expected_orders")
            .map(e -> Metrics.orders(truth.orders(), e))
            .orElse(null),
        intervals(truth, predictions),
        quantiles,
        meanPinball(quantiles));
  }

  private static Map<String, Metrics.IntervalFit> intervals(Truth truth, NumberTable predictions) {
    var fits = new TreeMap<String, Metrics.IntervalFit>();
    for (int level : Coverage.LEVELS)
      interval(truth, predictions, level).ifPresent(fit -> fits.put(level + "", fit));
    return fits;
  }

  private static Optional<Metrics.IntervalFit> interval(Truth truth, NumberTable given, int level) {
    var lower = column(truth, given, "lower" + level);
    var upper = column(truth, given, "upper" + level);
    var expected = column(truth, given, "expected_spend");
    if (lower.isEmpty() || upper.isEmpty() || expected.isEmpty()) return Optional.empty();
    return Optional.of(
        Metrics.interval(
            level / 100.0, truth.spend(), lower.get(), upper.get(), expected.get(), truth.ids()));
  }

  private static Map<String, Quantile> quantiles(Truth truth, NumberTable predictions) {
    var quantiles = new TreeMap<String, Quantile>();
    for (String name : predictions.columns()) {
      if (!name.matches("q\\d+")) continue;
      double level = Integer.parseInt(name.substring(1)) / 100.0;
      double[] values = column(truth, predictions, name).orElseThrow();
      quantiles.put(
          name,
          new Quantile(
              Metrics.pinball(truth.spend(), values, level),
              Metrics.shareAtOrBelow(truth.spend(), values)));
    }
    return quantiles;
  }

  private static @Nullable Double meanPinball(Map<String, Quantile> quantiles) {
    var mean = quantiles.values().stream().mapToDouble(Quantile::pinball).average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }

  private static Optional<double[]> column(Truth truth, NumberTable predictions, String name) {
    return predictions.column(name, truth.ids());
  }

  private static double rate(boolean[] purchased) {
    int n = 0;
    for (boolean p : purchased) if (p) n++;
    return (double) n / purchased.length;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) sum += value;
    return sum / values.length;
  }
}
