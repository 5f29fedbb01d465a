// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.renewal;

import dev.worth.core.scoring.CredibleAmounts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Fits {@link CredibleAmounts}: variance within customers pooled, levels regressed on the logarithm
 * of their days with weights by precision, the variance between by moments (DerSimonian and Laird,
 * Controlled Clinical Trials 7, 1986), the smearing factor by foretelling every repeat customer's
 * last amount from the earlier ones.
 */
final class CredibilityFit {
  private static final int ROUNDS = 20;

  /** Where nothing repeats: a usual scatter within customers, weighing so many days. */
  private static final double USUAL_WITHIN = 0.3;

  private static final double USUAL_WEIGHT = 10;
  private static final double LEAST_BETWEEN = 0.02;

  /** Customers at which what last amounts show counts as much as the log-normal's own factor. */
  private static final double SMEARING_WEIGHT = 200;

  private static final double MOST_SMEARING = 1.2;
  private static final double WINSORISED = 0.995;

  /** Days at which a slope is half believed, times the residual variance over that of log days. */
  private static final double SLOPE_PRIOR = 20;

  /** Logarithms of one customer's positive amounts, in time order. */
  private record Logs(double[] logs) {
    int n() {
      return logs.length;
    }

    double mean(int first) {
      double sum = 0;
      for (int i = 0; i < first; i++) sum += logs[i];
      return sum / first;
    }

    double squares() {
      double mean = mean(n());
      double sum = 0;
      for (double log : logs) sum += (log - mean) * (log - mean);
      return sum;
    }
  }

  /** A line with the variances around it. */
  private record Line(double intercept, double slope, double between, double within) {
    double at(int n) {
      return intercept + slope * Math.log(n);
    }

    /** Mean of e^level after the first days of a customer. */
    double level(Logs customer, int first) {
      double precision = 1 / between + first / within;
      double centre = (at(first) / between + first * customer.mean(first) / within) / precision;
      return Math.exp(centre + 0.5 / precision);
    }
  }

  /** Empty when there is no amount above 0: such a shop knows no amounts. */
  static Optional<CredibleAmounts> fit(List<Buyer> buyers) {
    var customers =
        buyers.stream()
            .map(
                b ->
                    new Logs(
                        Arrays.stream(b.amounts()).filter(a -> a > 0).map(Math::log).toArray()))
            .filter(logs -> logs.n() > 0)
            .toList();
    if (customers.isEmpty()) return Optional.empty();
    Line line = line(customers, within(customers));
    return Optional.of(
        new CredibleAmounts(
            line.intercept(),
            line.slope(),
            line.between(),
            line.within(),
            smearing(customers, line)));
  }

  private static double within(List<Logs> customers) {
    double squares = USUAL_WEIGHT * USUAL_WITHIN;
    double days = USUAL_WEIGHT;
    for (Logs customer : customers) {
      squares += customer.squares();
      days += customer.n() - 1;
    }
    return Math.max(1e-4, squares / days);
  }

  private static Line line(List<Logs> customers, double within) {
    var line = new Line(0, 0, 1, within);
    for (int round = 0; round < ROUNDS; round++) line = better(customers, line);
    return line;
  }

  private static Line better(List<Logs> customers, Line line) {
    double w = 0, wx = 0, wxx = 0, wz = 0, wxz = 0;
    for (Logs customer : customers) {
      double weight = 1 / (line.between() + line.within() / customer.n());
      double x = Math.log(customer.n());
      double z = customer.mean(customer.n());
      w += weight;
      wx += weight * x;
      wxx += weight * x * x;
      wz += weight * z;
      wxz += weight * x * z;
    }
    double spread = wxx - wx * wx / w;
    double slope = (wxz - wx * wz / w) / (spread + SLOPE_PRIOR);
    double intercept = (wz - slope * wx) / w;
    var moved = new Line(intercept, slope, line.between(), line.within());
    return new Line(intercept, slope, between(customers, moved), line.within());
  }

  private static double between(List<Logs> customers, Line line) {
    double sum = 0;
    double weights = 0;
    for (Logs customer : customers) {
      double noise = line.within() / customer.n();
      double weight = Math.pow(line.between() + noise, -2);
      double off = customer.mean(customer.n()) - line.at(customer.n());
      sum += weight * (off * off - noise);
      weights += weight;
    }
    return Math.max(LEAST_BETWEEN, sum / weights);
  }

  private static double smearing(List<Logs> customers, Line line) {
    double usual = Math.exp(line.within() / 2);
    var repeating = customers.stream().filter(c -> c.n() > 1).toList();
    if (repeating.isEmpty()) return usual;
    double[] ratios =
        repeating.stream()
            .mapToDouble(c -> Math.exp(c.logs()[c.n() - 1]) / line.level(c, c.n() - 1))
            .toArray();
    double most =
        Arrays.stream(ratios).sorted().toArray()[(int) (WINSORISED * (ratios.length - 1))];
    double last = 0;
    double foretold = 0;
    for (int i = 0; i < ratios.length; i++) {
      double level = line.level(repeating.get(i), repeating.get(i).n() - 1);
      last += Math.min(ratios[i], most) * level;
      foretold += level;
    }
    double n = repeating.size();
    double seen = (n * last / foretold + SMEARING_WEIGHT * usual) / (n + SMEARING_WEIGHT);
    return Math.min(MOST_SMEARING * usual, seen);
  }

  private CredibilityFit() {}
}
