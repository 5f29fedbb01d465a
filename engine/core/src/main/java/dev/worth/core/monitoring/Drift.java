// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.monitoring;

import java.util.Arrays;

/**
 * How far one distribution has moved from another: the population stability index, the sum over
 * bins of (p - q) ln(p / q). Below 0.1 nothing moved, above 0.25 much did.
 */
public final class Drift {
  private static final int BINS = 10;

  /**
   * Of two samples, over ten bins that hold equal shares of the first. What chance alone adds to
   * samples of these sizes, (bins - 1)(1/n + 1/m) in the mean, is taken off.
   *
   * @return NaN when one of them is empty
   */
  public static double psi(double[] before, double[] now) {
    if (before.length == 0 || now.length == 0) return Double.NaN;
    double[] edges = edges(before);
    return psi(counts(before, edges), counts(now, edges));
  }

  /** Of two histograms over the same bins. */
  public static double psi(long[] before, long[] now) {
    double all = Arrays.stream(before).sum();
    double allNow = Arrays.stream(now).sum();
    if (all == 0 || allNow == 0) return Double.NaN;
    double sum = 0;
    int used = 0;
    for (int i = 0; i < before.length; i++) {
      if (before[i] + now[i] == 0) continue;
      // Half a count, so that an empty bin is rare rather than impossible.
      double p = (before[i] + 0.5) / (all + 0.5 * before.length);
      double q = (now[i] + 0.5) / (allNow + 0.5 * now.length);
      sum += (q - p) * Math.log(q / p);
      used++;
    }
    return Math.max(0, sum - (used - 1) * (1 / all + 1 / allNow));
  }

  private static double[] edges(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] edges = new double[BINS - 1];
    for (int i = 0; i < edges.length; i++) edges[i] = sorted[(i + 1) * sorted.length / BINS];
    return edges;
  }

  private static long[] counts(double[] values, double[] edges) {
    long[] counts = new long[BINS];
    for (double value : values) {
      int bin = 0;
      while (bin < edges.length && value > edges[bin]) bin++;
      counts[bin]++;
    }
    return counts;
  }

  private Drift() {}
}
