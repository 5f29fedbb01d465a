// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

import dev.worth.learning.linear.LogisticRegression;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Computes in doubles, in plain Java: exact, without native code, not for training. */
final class PlainOps implements Ops<double[][]> {
  private final Weights weights;

  PlainOps(Weights weights) {
    this.weights = weights;
  }

  @Override
  public double[][] learned(String name) {
    return weights.get(name).doubles();
  }

  @Override
  public double[][] row(double... values) {
    return new double[][] {values};
  }

  @Override
  public double[][] column(double[][] a, int index) {
    double[][] column = new double[a.length][1];
    for (int i = 0; i < a.length; i++) column[i][0] = a[i][index];
    return column;
  }

  @Override
  public double[][] matmul(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++)
      for (int k = 0; k < b.length; k++)
        for (int j = 0; j < b[k].length; j++) product[i][j] += a[i][k] * b[k][j];
    return product;
  }

  @Override
  public double[][] transposed(double[][] a) {
    double[][] t = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) for (int j = 0; j < t.length; j++) t[j][i] = a[i][j];
    return t;
  }

  @Override
  public double[][] add(double[][] a, double[][] b) {
    return both(a, b, Double::sum);
  }

  @Override
  public double[][] subtract(double[][] a, double[][] b) {
    return both(a, b, (x, y) -> x - y);
  }

  @Override
  public double[][] multiply(double[][] a, double[][] b) {
    return both(a, b, (x, y) -> x * y);
  }

  @Override
  public double[][] divide(double[][] a, double[][] b) {
    return both(a, b, (x, y) -> x / y);
  }

  @Override
  public double[][] larger(double[][] a, double[][] b) {
    return both(a, b, Math::max);
  }

  @Override
  public double[][] smaller(double[][] a, double[][] b) {
    return both(a, b, Math::min);
  }

  @Override
  public double[][] exp(double[][] a) {
    return each(a, Math::exp);
  }

  @Override
  public double[][] log(double[][] a) {
    return each(a, Math::log);
  }

  @Override
  public double[][] logSigmoid(double[][] a) {
    return each(a, LogisticRegression::logProbability);
  }

  @Override
  public double[][] mean(double[][] a) {
    double sum = 0;
    for (double[] row : a) for (double value : row) sum += value;
    return row(sum / (a.length * a[0].length));
  }

  private static double[][] each(double[][] a, DoubleUnaryOperator f) {
    return both(a, new double[1][1], (x, y) -> f.applyAsDouble(x));
  }

  private static double[][] both(double[][] a, double[][] b, DoubleBinaryOperator f) {
    double[][] result = new double[Math.max(a.length, b.length)][];
    for (int i = 0; i < result.length; i++)
      result[i] = both(a[a.length == 1 ? 0 : i], b[b.length == 1 ? 0 : i], f);
    return result;
  }

  private static double[] both(double[] a, double[] b, DoubleBinaryOperator f) {
    double[] result = new double[Math.max(a.length, b.length)];
    for (int j = 0; j < result.length; j++)
      result[j] = f.applyAsDouble(a[a.length == 1 ? 0 : j], b[b.length == 1 ? 0 : j]);
    return result;
  }
}
