// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Means of several columns over customers that are drawn with replacement: the same customers for
 * every column, so that columns can be compared.
 */
final class Bootstrap {
  private static final int ROUNDS = 400;

  private final List<double[]> columns;
  private final double[][] means;

  Bootstrap(List<double[]> columns, long seed) {
    this.columns = columns;
    means = new double[columns.size()][ROUNDS];
    if (columns.isEmpty()) return;
    var random = new SplittableRandom(seed);
    int n = columns.getFirst().length;
    int[] times = new int[n];
    for (int round = 0; round < ROUNDS; round++) {
      Arrays.fill(times, 0);
      for (int i = 0; i < n; i++) times[random.nextInt(n)]++;
      for (int c = 0; c < means.length; c++) means[c][round] = mean(columns.get(c), times);
    }
    for (double[] sorted : means) Arrays.sort(sorted);
  }

  private static double mean(double[] values, int[] times) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) sum += times[i] * values[i];
    return sum / values.length;
  }

  /** Of all customers, each once. */
  double mean(int column) {
    return Arrays.stream(columns.get(column)).average().orElse(0);
  }

  /** Of the rounds' means, as the protocol's scorer takes it. */
  double quantile(int column, double level) {
    return means[column][(int) (level * (ROUNDS - 1))];
  }
}
