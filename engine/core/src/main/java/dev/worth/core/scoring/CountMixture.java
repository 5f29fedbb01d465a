// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import java.util.Arrays;
import org.hipparchus.special.Gamma;

/**
 * A number of purchases: with some weight one and a Poisson number more, mixed over rhythms. The
 * list ends where nothing that counts is left or at {@link OrderCounts#LONGEST}.
 */
final class CountMixture {
  /** Standard deviations of a Poisson number that are listed on either side of its mean. */
  private static final double REACH = 5;

  private double[] p = new double[16];
  private int size = 1;

  /** Adds one purchase and {@code more} on average, with a weight. */
  void add(double weight, double more) {
    double reach = REACH * (1 + Math.sqrt(more));
    int from = (int) Math.max(0, more - reach);
    int to = (int) Math.min(OrderCounts.LONGEST - 2, more + reach);
    if (from > to) from = to;
    room(to + 2);
    double mass = weight * start(from, more);
    for (int n = from; n <= to; n++) {
      p[n + 1] += mass;
      mass *= more / (n + 1);
    }
    size = Math.max(size, to + 2);
  }

  /** Poisson probability of n. */
  private static double start(int n, double mean) {
    if (n == 0) return Math.exp(-mean);
    return Math.exp(n * Math.log(mean) - mean - Gamma.logGamma(n + 1.0));
  }

  private void room(int length) {
    if (length > p.length) p = Arrays.copyOf(p, Math.max(length, 2 * p.length));
  }

  /** Element n is P(N = n), element 0 is left at 0. */
  double[] toArray() {
    return Arrays.copyOf(p, size);
  }
}
