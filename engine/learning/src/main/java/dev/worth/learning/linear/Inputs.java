// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.linear;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * How a row becomes standardised columns: cut to what training saw, less the mean, over the
 * deviation.
 *
 * @param low {@code [d]} smallest value taken at its word
 * @param high {@code [d]} largest value taken at its word
 * @param mean {@code [d]}
 * @param inverse {@code [d]} one over the deviation, 1 for a column that never varied, 0 for one
 *     that is not used
 */
public record Inputs(double[] low, double[] high, double[] mean, double[] inverse) {
  /** Beyond so many deviations a value is cut: one odd import must not swing a score. */
  private static final double WIDEST = 6;

  private static final double UNBOUNDED = 1e30;

  /** Leaves every column as it is, except that the mean is taken off. */
  public static Inputs centred(double[] mean) {
    return new Inputs(filled(mean, -UNBOUNDED), filled(mean, UNBOUNDED), mean, filled(mean, 1));
  }

  /**
   * Learned from rows.
   *
   * @param rows {@code [n][d]}, at least one
   * @param used columns the model may see; others become 0
   * @param bounded columns that are cut; others extrapolate
   */
  public static Inputs of(float[][] rows, IntPredicate used, IntPredicate bounded) {
    double[] mean = mean(rows);
    double[] deviation = deviation(rows, mean);
    double[] low = filled(mean, -UNBOUNDED);
    double[] high = filled(mean, UNBOUNDED);
    double[] inverse = filled(mean, 0);
    for (int j = 0; j < mean.length; j++) {
      if (used.test(j)) inverse[j] = deviation[j] > 0 ? 1 / deviation[j] : 1;
      if (!bounded.test(j)) continue;
      low[j] = mean[j] - WIDEST * deviation[j];
      high[j] = mean[j] + WIDEST * deviation[j];
    }
    return new Inputs(low, high, mean, inverse);
  }

  public double[] standardised(float[] row) {
    double[] z = new double[row.length];
    for (int j = 0; j < z.length; j++)
      z[j] = (Math.min(high[j], Math.max(low[j], row[j])) - mean[j]) * inverse[j];
    return z;
  }

  /** A constant column has exactly its own value as mean, so that it never seems to vary. */
  private static double[] mean(float[][] rows) {
    double[] mean = new double[rows[0].length];
    for (float[] row : rows) for (int j = 0; j < mean.length; j++) mean[j] += row[j];
    Arrays.setAll(mean, j -> isConstant(rows, j) ? rows[0][j] : mean[j] / rows.length);
    return mean;
  }

  private static boolean isConstant(float[][] rows, int column) {
    for (float[] row : rows) if (row[column] != rows[0][column]) return false;
    return true;
  }

  private static double[] deviation(float[][] rows, double[] mean) {
    double[] deviation = new double[mean.length];
    for (float[] row : rows)
      for (int j = 0; j < mean.length; j++) deviation[j] += (row[j] - mean[j]) * (row[j] - mean[j]);
    Arrays.setAll(deviation, j -> Math.sqrt(deviation[j] / rows.length));
    return deviation;
  }

  private static double[] filled(double[] like, double value) {
    double[] filled = new double[like.length];
    Arrays.fill(filled, value);
    return filled;
  }
}
