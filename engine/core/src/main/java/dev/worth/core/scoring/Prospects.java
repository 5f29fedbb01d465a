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

  /**
   * Element n is P(N = n): none with probability 1 - p, otherwise one and what a new customer adds.
   *
   * @param p probability of a first order
   * @param more element n is P(n more after the first)
   */
  double[] orderCounts(double p, double[] more) {
    double[] counts = new double[more.length + 1];
    counts[0] = 1 - p;
    for (int n = 0; n < more.length; n++) counts[n + 1] = p * more[n];
    return counts;
  }
}
