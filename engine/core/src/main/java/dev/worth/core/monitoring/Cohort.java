// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.monitoring;

import dev.worth.core.learning.Metrics;
import dev.worth.protocol.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Forecasts that have something in common, held against what came. Figures of nothing are NaN.
 *
 * @param name what they have in common, such as a model version
 * @param forecasts all of them
 * @param due those of which it can be said what came; the figures but the expected ones are of them
 * @param predictedShare mean of the purchase probabilities
 * @param actualShare who bought
 * @param ece expected calibration error over ten bins of equal count
 * @param coverage share of spends inside the interval, by level in percent
 * @param predictedSpend total, in units of the shop's currency
 * @param spendBiasPct predicted over actual spend, minus 1, in percent
 * @param expectedLogLoss what the log-loss of all of them is if their probabilities are right
 * @param expectedAuc likewise the area under the ROC curve: both are there before any label is due
 */
public record Cohort(
    String name,
    int forecasts,
    int due,
    double predictedShare,
    double actualShare,
    double logLoss,
    double auc,
    double ece,
    Map<Integer, Double> coverage,
    double predictedOrders,
    double actualOrders,
    double predictedSpend,
    double actualSpend,
    double spendBiasPct,
    double expectedLogLoss,
    double expectedAuc) {

  /** Forecasts by what they have in common, in the order of its name. */
  public static List<Cohort> by(List<Served> all, Function<Served, String> common) {
    var groups = new TreeMap<String, List<Served>>(Comparator.naturalOrder());
    for (Served one : all)
      groups.computeIfAbsent(common.apply(one), k -> new ArrayList<>()).add(one);
    return groups.entrySet().stream().map(g -> of(g.getKey(), g.getValue())).toList();
  }

  public static Cohort of(String name, List<Served> all) {
    var due = all.stream().filter(Served::isDue).toList();
    double[] p = each(due, s -> s.made().purchaseProbability());
    double[] spend = each(due, s -> s.came().orElseThrow().spend());
    double[] expected = each(due, s -> s.made().expectedSpend());
    boolean[] bought = bought(due);
    boolean none = due.isEmpty();
    return new Cohort(
        name,
        all.size(),
        due.size(),
        mean(p),
        mean(each(due, s -> s.came().orElseThrow().purchased() ? 1 : 0)),
        none ? Double.NaN : Metrics.logLoss(bought, p),
        none ? Double.NaN : Metrics.auc(bought, p),
        none ? Double.NaN : Metrics.ece(bought, p),
        coverage(due),
        sum(each(due, s -> s.made().expectedOrders())),
        sum(each(due, s -> s.came().orElseThrow().orders())),
        sum(expected),
        sum(spend),
        none ? Double.NaN : Metrics.biasPct(spend, expected),
        mean(each(all, s -> Expected.logLoss(s.made().purchaseProbability()))),
        Expected.auc(each(all, s -> s.made().purchaseProbability())));
  }

  private static Map<Integer, Double> coverage(List<Served> due) {
    var coverage = new TreeMap<Integer, Double>();
    for (double level : new double[] {0.5, 0.8, 0.95})
      coverage.put((int) Math.round(100 * level), mean(each(due, s -> isInside(s, level) ? 1 : 0)));
    return coverage;
  }

  private static boolean isInside(Served served, double level) {
    double spend = served.came().orElseThrow().spend();
    for (Interval interval : served.made().intervals())
      if (Math.abs(interval.level() - level) < 1e-9)
        return spend >= interval.lower() && spend <= interval.upper();
    return false;
  }

  private static boolean[] bought(List<Served> due) {
    boolean[] bought = new boolean[due.size()];
    for (int i = 0; i < bought.length; i++) bought[i] = due.get(i).came().orElseThrow().purchased();
    return bought;
  }

  private static double[] each(List<Served> all, ToDoubleFunction<Served> value) {
    return all.stream().mapToDouble(value).toArray();
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) sum += value;
    return sum;
  }

  private static double mean(double[] values) {
    return values.length == 0 ? Double.NaN : sum(values) / values.length;
  }
}
