// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.linear;

import java.util.Arrays;

/**
 * What a regression is fitted to: the linear predictor of row i is {@code offset[i] + x[i] . w}.
 *
 * @param x {@code [n][d]}, standardised columns so that one penalty suits all
 * @param y {@code [n]} outcomes
 * @param offset {@code [n]} what is known beforehand
 * @param free how many of the last columns are not penalised, such as an intercept
 */
public record Design(double[][] x, double[] y, double[] offset, int free) {
  public Design {
    if (x.length == 0) throw new IllegalArgumentException("no rows to learn from: give at least 1");
    if (y.length != x.length || offset.length != x.length)
      throw new IllegalArgumentException(
          x.length + " rows, " + y.length + " outcomes, " + offset.length + " offsets: must agree");
    if (free < 0 || free > x[0].length)
      throw new IllegalArgumentException(
          free + " free columns of " + x[0].length + ": give 0 to " + x[0].length);
  }

  /** With an intercept as last, free column and no offset. */
  public static Design withIntercept(double[][] x, double[] y) {
    double[][] wider = Arrays.stream(x).map(Design::withOne).toArray(double[][]::new);
    return new Design(wider, y, new double[y.length], 1);
  }

  int rows() {
    return x.length;
  }

  int columns() {
    return x[0].length;
  }

  boolean isFree(int column) {
    return column >= columns() - free;
  }

  /** Offset plus weighted columns, of every row. */
  double[] predictor(double[] weights) {
    double[] eta = offset.clone();
    for (int i = 0; i < eta.length; i++) eta[i] += dot(x[i], weights);
    return eta;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < b.length; j++) sum += a[j] * b[j];
    return sum;
  }

  private static double[] withOne(double[] row) {
    double[] wider = Arrays.copyOf(row, row.length + 1);
    wider[row.length] = 1;
    return wider;
  }
}
