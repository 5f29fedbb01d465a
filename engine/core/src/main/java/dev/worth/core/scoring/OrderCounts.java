// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import java.util.Arrays;

/** A growing list of P(N = 0), P(N = 1), ... that knows when it is long enough. */
final class OrderCounts {
  /** The tail that is not listed. */
  static final double NEGLIGIBLE = 1e-5;

  /** The longest list; a customer beyond it buys daily for years. */
  static final int LONGEST = 1_000;

  private double[] p = new double[16];
  private int size;
  private double left = 1;

  void add(double probability) {
    if (size == p.length) p = Arrays.copyOf(p, 2 * size);
    p[size++] = Math.max(0, probability);
    left -= probability;
  }

  boolean open() {
    return left > NEGLIGIBLE && size < LONGEST;
  }

  double[] toArray() {
    return Arrays.copyOf(p, size);
  }

  static double mean(double[] counts) {
    double mean = 0;
    for (int n = 1; n < counts.length; n++) mean += n * counts[n];
    return mean;
  }
}
