// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import java.util.Arrays;
import org.hipparchus.special.Gamma;

/**
 * A number of purchases: with some weight one and a Poisson number more, mixed over rhythms.
 * Neighbouring means, a tenth or less apart, share a Poisson distribution. The list ends where
 * nothing that counts is left or at {@link OrderCounts#LONGEST}.
 */
final class CountMixture {
  /** Standard deviations of a Poisson number that are listed on either side of its mean. */
  private static final double REACH = 5;

  /** Means below it are as good as none. */
  private static final double SMALLEST = 1e-3;

  private static final double BINS_PER_OCTAVE = 8;
  private static final int BINS = 180;

  private final double[] weight = new double[BINS];
  private final double[] total = new double[BINS];
  private double[] p = new double[16];
  private int size = 1;

  /** Adds one purchase and {@code more} on average, with a weight. */
  void add(double some, double more) {
    int bin = bin(more);
    weight[bin] += some;
    total[bin] += some * more;
  }

  /** Exponent and the leading bits of the mantissa: a logarithm would cost more than the rest. */
  private static int bin(double more) {
    if (more < SMALLEST) return 0;
    double scaled = more / SMALLEST;
    int octave = Math.getExponent(scaled);
    double part = scaled / Math.scalb(1.0, octave) - 1;
    return Math.min(BINS - 1, (int) (BINS_PER_OCTAVE * (octave + part)) + 1);
  }

  /** Element n is P(N = n), element 0 is left at 0. */
  double[] toArray() {
    for (int bin = 0; bin < BINS; bin++)
      if (weight[bin] > 0) list(weight[bin], total[bin] / weight[bin]);
    return Arrays.copyOf(p, size);
  }

  private void list(double some, double more) {
    double reach = REACH * (1 + Math.sqrt(more));
    int to = (int) Math.min(OrderCounts.LONGEST - 2, more + reach);
    int from = (int) Math.min(to, Math.max(0, more - reach));
    room(to + 2);
    double mass = some * start(from, more);
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
}
