// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

/**
 * Count, mean and sum of squared deviations, updated one by one (Welford, Technometrics 4(3),
 * 1962).
 *
 * @param n how many
 * @param mean their mean
 * @param m2 sum of squared deviations from the mean
 */
public record Moments(long n, double mean, double m2) {
  public static final Moments NONE = new Moments(0, 0, 0);

  Moments plus(double x) {
    double delta = x - mean;
    double next = mean + delta / (n + 1);
    return new Moments(n + 1, next, m2 + delta * (x - next));
  }

  /** Sample standard deviation, 0 for fewer than two. */
  public double deviation() {
    return n < 2 ? 0 : Math.sqrt(m2 / (n - 1));
  }
}
