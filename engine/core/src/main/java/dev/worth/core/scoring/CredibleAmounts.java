// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.customer.Moments;

/**
 * Amounts of purchase days: log-normal around a customer's own level, which is normal around a line
 * in the logarithm of the number of days, on the log scale. Gamma-Gamma takes amounts and frequency
 * for independent; here who buys more often may spend more each time.
 *
 * <p>The mean of a customer's next amounts is arithmetic credibility (Bühlmann, ASTIN Bulletin
 * 4(3), 1967): (n mean + k prior) / (n + k) with k the ratio of the two relative variances. A mean
 * of logarithms would undervalue wholesalers, whose totals are made by their largest orders.
 *
 * @param intercept expected log level of who bought on one day
 * @param slope what it gains per unit of log days
 * @param between variance of levels around the line
 * @param within variance of days around a level
 * @param level mean amount over e^level, the smearing factor (Duan, JASA 78, 1983)
 */
public record CredibleAmounts(
    double intercept, double slope, double between, double within, double level) {
  /** Orders at which a customer's own scatter counts as much as everybody's. */
  private static final double OWN_SCATTER = 5;

  private static final double LEAST_SCATTER = 1e-4;

  public CredibleAmounts {
    Parameters.positive("credible amounts", "between", between, "within", within, "level", level);
    if (!(Double.isFinite(intercept) && Double.isFinite(slope)))
      throw new IllegalArgumentException(
          "credible amounts need finite numbers, not intercept %s, slope %s"
              .formatted(intercept, slope));
  }

  /** Mean of the next amounts after n days (0 allowed) with a mean amount. */
  public double mean(int n, double mean) {
    double k = Math.expm1(within) / Math.expm1(between);
    double prior = level * Math.exp(line(n) + between / 2);
    return (n * mean + k * prior) / (n + k);
  }

  /**
   * @param n purchase days with an amount above 0
   * @param mean of their amounts, in currency units
   * @param logs of the amounts of orders above 0, in currency units
   */
  CredibleValue given(int n, double mean, Moments logs) {
    double unknown = 1 / (1 / between + n / within);
    double scatter = (OWN_SCATTER * within + logs.m2()) / (OWN_SCATTER + Math.max(0, logs.n() - 1));
    return new CredibleValue(mean(n, mean), unknown, Math.max(LEAST_SCATTER, scatter));
  }

  private double line(int n) {
    return intercept + slope * Math.log(Math.max(1, n));
  }
}
