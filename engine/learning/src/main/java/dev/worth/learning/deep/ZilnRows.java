// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

import dev.worth.core.learning.Label;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a network is taught by.
 *
 * @param rows {@code [n][WIDTH]} as a model sees them
 * @param labels {@code [n]}
 */
public record ZilnRows(float[][] rows, Label[] labels) {
  public ZilnRows {
    if (rows.length == 0 || rows.length != labels.length)
      throw new IllegalArgumentException(
          rows.length + " rows and " + labels.length + " labels: give as many, and at least 1");
  }

  int size() {
    return rows.length;
  }

  /** Some of them; at least one must be wanted. */
  public ZilnRows where(IntPredicate wanted) {
    int[] kept = IntStream.range(0, size()).filter(wanted).toArray();
    return new ZilnRows(
        IntStream.of(kept).mapToObj(i -> rows[i]).toArray(float[][]::new),
        IntStream.of(kept).mapToObj(i -> labels[i]).toArray(Label[]::new));
  }

  boolean bought(int i) {
    return labels[i].purchased();
  }

  /** Whether a purchase was paid for in the end. */
  boolean paid(int i) {
    return bought(i) && labels[i].spend() > 0;
  }

  IntStream buyers() {
    return IntStream.range(0, size()).filter(this::bought);
  }

  IntStream payers() {
    return IntStream.range(0, size()).filter(this::paid);
  }

  DoubleStream logSpends() {
    return payers().mapToDouble(i -> Math.log(labels[i].spend()));
  }

  /** Variance of buyers' orders over their mean, at least 1. */
  double dispersion() {
    double mean = buyers().mapToDouble(i -> labels[i].orders()).average().orElse(1);
    double variance =
        buyers().mapToDouble(i -> Math.pow(labels[i].orders() - mean, 2)).average().orElse(0);
    return Math.max(1, variance / mean);
  }

  static double deviation(double[] values) {
    double mean = DoubleStream.of(values).average().orElse(0);
    double squares = DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / Math.max(1, values.length));
  }
}
