// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

/**
 * Those who are known but have not ordered yet: the time from the first fact to the first order is
 * exponential with a gamma(r, alpha) rate, so that who has waited long will likely wait on.
 *
 * <p>The negative binomial model of Ehrenberg, "The Pattern of Consumer Purchases", Applied
 * Statistics 8(1), 1959, conditional on no purchase so far.
 *
 * @param r shape of the rate
 * @param alpha inverse scale of the rate, in days of the shop's clock
 */
public record Prospects(double r, double alpha) {
  /**
   * Where a shop has shown no prospects: about one in eight orders within 90 days of being first
   * seen.
   */
  public static final Prospects SHIPPED = new Prospects(0.1, 30);

  public Prospects {
    Parameters.positive("prospects", "r", r, "alpha", alpha);
  }

  /**
   * Probability of a first order within the horizon, given none in the first {@code waited} days.
   */
  public double pPurchase(double waited, double horizon) {
    return -Math.expm1(-r * Math.log1p(horizon / (alpha + waited)));
  }

  /** Mean number of purchases within the horizon. */
  public double expectedOrders(double waited, double horizon) {
    return r * horizon / (alpha + waited);
  }

  /** Element n is P(N = n) within the horizon, by recurrence over n. */
  double[] orderCounts(double waited, double horizon) {
    double z = horizon / (alpha + waited + horizon);
    double p = 1 - pPurchase(waited, horizon);
    var counts = new OrderCounts();
    counts.add(p);
    for (int n = 1; counts.open(); n++) {
      p *= (r + n - 1) / n * z;
      counts.add(p);
    }
    return counts.toArray();
  }
}
