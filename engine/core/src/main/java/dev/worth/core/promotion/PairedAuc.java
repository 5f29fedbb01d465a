// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import java.util.Arrays;

/**
 * How much better one model tells buyers from others than another, on the same customers: the
 * difference of the areas under their ROC curves, with its standard error (DeLong, DeLong and
 * Clarke-Pearson, Biometrics 44, 1988).
 */
record PairedAuc(double first, double second, double standardError) {
  static PairedAuc of(boolean[] bought, double[] first, double[] second) {
    double[][] a = {side(bought, first, true), side(bought, first, false)};
    double[][] b = {side(bought, second, true), side(bought, second, false)};
    double variance = 0;
    for (int side = 0; side < 2; side++) variance += variance(a[side], b[side]);
    return new PairedAuc(mean(a[0]), mean(b[0]), Math.sqrt(variance));
  }

  /** For each buyer the share of others ranked below, or for each other of buyers ranked above. */
  private static double[] side(boolean[] bought, double[] p, boolean buyers) {
    double[] mine = of(bought, p, buyers);
    double[] theirs = of(bought, p, !buyers);
    Arrays.sort(theirs);
    double[] share = new double[mine.length];
    for (int i = 0; i < mine.length; i++) {
      double below = (below(theirs, mine[i], false) + below(theirs, mine[i], true)) / 2.0;
      share[i] = (buyers ? below : theirs.length - below) / theirs.length;
    }
    return share;
  }

  private static double[] of(boolean[] bought, double[] p, boolean buyers) {
    double[] some = new double[p.length];
    int n = 0;
    for (int i = 0; i < p.length; i++) if (bought[i] == buyers) some[n++] = p[i];
    return Arrays.copyOf(some, n);
  }

  /** How many of the sorted values lie below a value, or at most at it. */
  private static int below(double[] sorted, double value, boolean included) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean less = included ? sorted[middle] <= value : sorted[middle] < value;
      if (less) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Of the mean difference. */
  private static double variance(double[] a, double[] b) {
    double mean = mean(a) - mean(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += Math.pow(a[i] - b[i] - mean, 2);
    return sum / Math.max(1, a.length - 1) / a.length;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }
}
