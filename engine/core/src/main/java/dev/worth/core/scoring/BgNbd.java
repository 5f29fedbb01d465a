// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static dev.worth.core.scoring.Special.logRising;
import static dev.worth.core.scoring.Special.logSum;

/**
 * BG/NBD: purchases are Poisson with a gamma(r, alpha) rate; after each repeat purchase the
 * customer stops for good with a beta(a, b) probability. A customer without repeats is alive by
 * definition.
 *
 * <p>Fader, Hardie and Lee, "Counting Your Customers" the Easy Way, Marketing Science 24(2), 2005.
 * The posterior of a customer who is alive is again a BG/NBD with r + x, alpha + T, a, b + x, so
 * everything about the horizon is the published formula of a new customer with those parameters.
 *
 * @param r shape of the rate
 * @param alpha inverse scale of the rate, in days
 * @param a first shape of the drop-out probability
 * @param b second shape of the drop-out probability
 */
public record BgNbd(double r, double alpha, double a, double b) implements PurchaseModel {

  /** Beyond it the published form subtracts numbers that leave fewer than eight digits. */
  private static final double CANCELS = 1e8;

  public BgNbd {
    Parameters.positive("BG/NBD", "r", r, "alpha", alpha, "a", a, "b", b);
  }

  /** Equation (6) of the paper, in logarithms. */
  @Override
  public double logLikelihood(PurchaseHistory h) {
    return common(h.repeats()) + logSum(stillAlive(h), droppedOut(h));
  }

  @Override
  public double pAlive(PurchaseHistory h) {
    return 1 / (1 + Math.exp(droppedOut(h) - stillAlive(h)));
  }

  /**
   * Equation (10) of the paper. Euler's transformation and dividing by a - 1 before adding, not
   * after, keep it exact where the published form is 0/0 (a = 1) or overflows (long horizons).
   */
  @Override
  public double expectedOrders(PurchaseHistory h, double horizon) {
    double x = h.repeats();
    double c = a + b + x - 1;
    double z = horizon / (alpha + h.age() + horizon);
    if (c <= 0) return expectedByCounts(h, horizon);
    double series = overMinusOne(c - r - x, c, z);
    if (!(c * Math.abs(series) < CANCELS)) return expectedByCounts(h, horizon);
    double head = powerOver(a - 1, Math.log1p(-z));
    double f = 1 + (a - 1) * series;
    return Math.max(0, pAlive(h) * c * (head * f - series));
  }

  /** Equation (8) of the paper with the posterior's parameters, by recurrence over n. */
  @Override
  public double[] orderCounts(PurchaseHistory h, double horizon) {
    double alive = pAlive(h);
    double rx = r + h.repeats();
    double bx = b + h.repeats();
    double z = horizon / (alpha + h.age() + horizon);
    double poisson = Math.exp(rx * Math.log1p(-z)); // NBD probability of n purchases
    double left = 1 - poisson; // NBD probability of more than n
    double survive = 1; // of n drop-out decisions
    var counts = new OrderCounts();
    counts.add(1 - alive + alive * poisson);
    for (int n = 1; counts.open(); n++) {
      double stop = survive * a / (a + bx + n - 1);
      survive *= (bx + n - 1) / (a + bx + n - 1);
      poisson *= (rx + n - 1) / n * z;
      counts.add(alive * (survive * poisson + stop * left));
      left = Math.max(0, left - poisson);
    }
    return counts.toArray();
  }

  private double common(int x) {
    return logRising(r, x) + r * Math.log(alpha) + logRising(b, x) - logRising(a + b, x);
  }

  private double stillAlive(PurchaseHistory h) {
    return -(r + h.repeats()) * Math.log(alpha + h.age());
  }

  private double droppedOut(PurchaseHistory h) {
    int x = h.repeats();
    if (x == 0) return Double.NEGATIVE_INFINITY;
    return Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + h.recency());
  }

  /** (2F1(e, a - 1; c; z) - 1) / (a - 1), finite at a = 1. */
  private double overMinusOne(double e, double c, double z) {
    double first = e / c * z;
    double term = first;
    double sum = first;
    for (int n = 1; n < 1_000_000 && Math.abs(term) > 1e-16 * Math.abs(sum); n++) {
      term *= (e + n) / (c + n) * ((a - 1 + n) / (1 + n)) * z;
      sum += term;
    }
    return sum;
  }

  /** (1 - e^(k l)) / k, which is -l at k = 0. */
  private static double powerOver(double k, double l) {
    return Math.abs(k * l) < 1e-12 ? -l : -Math.expm1(k * l) / k;
  }

  /**
   * The published form needs a + b + x > 1, and loses its digits where customers hardly differ in
   * drop-out (a and b in the thousands): there the counts are summed.
   */
  private double expectedByCounts(PurchaseHistory h, double horizon) {
    return OrderCounts.mean(orderCounts(h, horizon));
  }
}
