// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

import dev.worth.core.scoring.PurchaseHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Customers drawn from the models' own assumptions, so the true parameters are known. */
final class SimulatedShop {
  static final Instant OPENING = Instant.parse("2021-01-01T00:00:00Z");
  private static final double DAY = 86_400;
  private final Random random;

  SimulatedShop(long seed) {
    random = new Random(seed);
  }

  /** Histories of a BG/NBD shop, ages uniform up to {@code age} days. */
  List<PurchaseHistory> bgNbd(int n, double age, double r, double alpha, double a, double b) {
    var all = new ArrayList<PurchaseHistory>();
    for (int i = 0; i < n; i++) {
      double rate = gamma(r) / alpha;
      double u = gamma(a);
      double stop = u / (u + gamma(b));
      double end = age * (0.3 + 0.7 * random.nextDouble());
      int x = 0;
      double last = 0;
      for (double t = wait(rate); t < end; t += wait(rate)) {
        x++;
        last = t;
        if (random.nextDouble() < stop) break;
      }
      all.add(PurchaseHistory.of(x, last, end));
    }
    return all;
  }

  /** Histories of a Pareto/NBD shop, ages uniform up to {@code age} days. */
  List<PurchaseHistory> paretoNbd(
      int n, double age, double r, double alpha, double s, double beta) {
    var all = new ArrayList<PurchaseHistory>();
    for (int i = 0; i < n; i++) {
      double rate = gamma(r) / alpha;
      double death = wait(gamma(s) / beta);
      double end = age * (0.3 + 0.7 * random.nextDouble());
      int x = 0;
      double last = 0;
      for (double t = wait(rate); t < Math.min(end, death); t += wait(rate)) {
        x++;
        last = t;
      }
      all.add(PurchaseHistory.of(x, last, end));
    }
    return all;
  }

  List<Amounts> gammaGamma(int n, double p, double q, double gamma) {
    var all = new ArrayList<Amounts>();
    for (int i = 0; i < n; i++) {
      int k = 1 + random.nextInt(8);
      double nu = gamma(q) / gamma;
      all.add(new Amounts(k, gamma(p * k) / nu / k));
    }
    return all;
  }

  /**
   * Orders of customers who arrive over {@code days} and buy ever after, both at a rate that {@code
   * season} (day to a factor of at most 2) thins.
   */
  List<PurchaseRecord> orders(int n, int days, DoubleUnaryOperator season) {
    var all = new ArrayList<PurchaseRecord>();
    while (all.size() < n) {
      double arrival = random.nextDouble() * days;
      if (thinned(season, arrival)) continue;
      double rate = gamma(1.2) / 25;
      var times = new ArrayList<Long>();
      times.add(second(arrival));
      for (double t = arrival + wait(2 * rate); t < days; t += wait(2 * rate))
        if (!thinned(season, t)) times.add(second(t));
      all.add(record(times));
    }
    return all;
  }

  private PurchaseRecord record(List<Long> times) {
    double level = 20 + 60 * random.nextDouble();
    double[] amounts = times.stream().mapToDouble(t -> level * gamma(4) / 4).toArray();
    return new PurchaseRecord(times.stream().mapToLong(Long::longValue).toArray(), amounts, 0);
  }

  private boolean thinned(DoubleUnaryOperator season, double day) {
    return random.nextDouble() > season.applyAsDouble(day) / 2;
  }

  private static long second(double day) {
    return OPENING.getEpochSecond() + (long) (day * DAY);
  }

  private double wait(double rate) {
    return -Math.log(1 - random.nextDouble()) / Math.max(rate, 1e-12);
  }

  /** Marsaglia and Tsang, with the usual boost below shape 1. */
  private double gamma(double shape) {
    if (shape < 1) return gamma(shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v))
        return d * v;
    }
  }
}
