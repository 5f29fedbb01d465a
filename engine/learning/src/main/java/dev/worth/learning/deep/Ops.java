// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

/**
 * What networks are written in. Every value is a matrix {@code [rows, columns]}; where two meet,
 * one of a single row or column stands for as many as the other has.
 *
 * @param <T> what an interpreter makes of a value
 */
public interface Ops<T> {
  /** Weights by their name, {@code [in, out]}. */
  T learned(String name);

  /** A constant, {@code [1, values]}. */
  T row(double... values);

  /** One column of a value, {@code [rows, 1]}. */
  T column(T a, int index);

  T matmul(T a, T b);

  T transposed(T a);

  T add(T a, T b);

  T subtract(T a, T b);

  T multiply(T a, T b);

  T divide(T a, T b);

  T larger(T a, T b);

  T smaller(T a, T b);

  T exp(T a);

  T log(T a);

  /** {@code -log(1 + e^-a)}, finite for every finite a. */
  T logSigmoid(T a);

  /** Over everything, {@code [1, 1]}. */
  T mean(T a);

  default T sigmoid(T a) {
    return exp(logSigmoid(a));
  }

  default T relu(T a) {
    return larger(a, row(0));
  }

  default T scaled(T a, double by) {
    return multiply(a, row(by));
  }

  /** The layer whose weights and biases go by that name. */
  default T linear(T a, String name) {
    return add(matmul(a, learned(Weights.weights(name))), learned(Weights.biases(name)));
  }
}
