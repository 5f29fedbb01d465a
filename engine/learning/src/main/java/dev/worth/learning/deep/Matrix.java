// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Numbers in rows, in the precision they are learned in.
 *
 * @param rows at least 1
 * @param columns at least 1
 * @param values {@code [rows * columns]}, row by row
 */
public record Matrix(int rows, int columns, float[] values) {
  public Matrix {
    if (rows < 1 || columns < 1 || values.length != rows * columns)
      throw new IllegalArgumentException(
          values.length + " values for " + rows + " rows of " + columns + ": must agree");
  }

  static Matrix filled(int rows, int columns, double value) {
    float[] values = new float[rows * columns];
    Arrays.fill(values, (float) value);
    return new Matrix(rows, columns, values);
  }

  /** Normal numbers, as many as fit, with that deviation. */
  static Matrix drawn(int rows, int columns, double deviation, RandomGenerator random) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) values[i] = (float) (deviation * random.nextGaussian());
    return new Matrix(rows, columns, values);
  }

  /** Rows side by side, as wide as the first. */
  static Matrix of(float[][] rows) {
    int width = rows[0].length;
    float[] values = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) System.arraycopy(rows[i], 0, values, i * width, width);
    return new Matrix(rows.length, width, values);
  }

  double[][] doubles() {
    double[][] doubles = new double[rows][columns];
    for (int i = 0; i < values.length; i++) doubles[i / columns][i % columns] = values[i];
    return doubles;
  }
}
