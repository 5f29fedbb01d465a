// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A matrix as a linear model wants it: every column clipped to where its values lie, with mean 0
 * and deviation 1 and NaN at the mean; columns that lean also as logarithms; and where values are
 * often missing or 0, whether they are.
 */
final class Standard {
  private static final double TAIL = 0.01;
  private static final double OFTEN = 0.03;

  private enum Shape {
    PLAIN,
    LOG,
    IS_ZERO,
    IS_MISSING
  }

  /** One column of the result, from column {@code from} of what is given. */
  private record Part(int from, Shape shape, double low, double high, double mean, double scale) {
    double of(double[] row) {
      return (shaped(shape, row[from], low, high, mean) - mean) / scale;
    }
  }

  private final List<Part> parts = new ArrayList<>();

  private Standard() {}

  static Standard fit(double[][] x) {
    var standard = new Standard();
    for (int j = 0; j < x[0].length; j++) standard.learn(x, j);
    return standard;
  }

  int width() {
    return parts.size();
  }

  /** Which given column a column comes from. */
  int from(int part) {
    return parts.get(part).from();
  }

  double[] of(double[] row) {
    return parts.stream().mapToDouble(part -> part.of(row)).toArray();
  }

  double[][] of(double[][] rows) {
    return Arrays.stream(rows).map(this::of).toArray(double[][]::new);
  }

  private void learn(double[][] x, int j) {
    double[] seen =
        Arrays.stream(x)
            .mapToDouble(row -> row[j])
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    double missing = 1 - (double) seen.length / x.length;
    if (missing > 0 && seen.length > 0 && missing > OFTEN / 10) add(x, j, Shape.IS_MISSING, 0, 1);
    if (seen.length == 0) return;
    boolean two = Arrays.stream(seen).allMatch(v -> v == seen[0] || v == seen[seen.length - 1]);
    double low = two ? seen[0] : seen[(int) (TAIL * (seen.length - 1))];
    double high = two ? seen[seen.length - 1] : seen[(int) ((1 - TAIL) * (seen.length - 1))];
    add(x, j, Shape.PLAIN, low, high);
    if (two) return;
    add(x, j, Shape.LOG, low, high);
    double zeros = Arrays.stream(seen).filter(v -> v == 0).count() / (double) x.length;
    if (zeros > OFTEN && zeros < 1 - OFTEN) add(x, j, Shape.IS_ZERO, low, high);
  }

  private void add(double[][] x, int j, Shape shape, double low, double high) {
    double[] values =
        Arrays.stream(x)
            .mapToDouble(row -> shaped(shape, row[j], low, high, Double.NaN))
            .filter(v -> !Double.isNaN(v))
            .toArray();
    double mean = Arrays.stream(values).average().orElse(0);
    double square = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    if (square > 1e-18) parts.add(new Part(j, shape, low, high, mean, Math.sqrt(square)));
  }

  private static double shaped(Shape shape, double v, double low, double high, double otherwise) {
    if (shape == Shape.IS_MISSING) return Double.isNaN(v) ? 1 : 0;
    if (Double.isNaN(v)) return otherwise;
    return switch (shape) {
      case PLAIN -> Math.min(high, Math.max(low, v));
      case LOG -> Math.signum(v) * Math.log1p(Math.abs(v));
      case IS_ZERO -> v == 0 ? 1 : 0;
      case IS_MISSING -> throw new IllegalStateException("answered above");
    };
  }
}
