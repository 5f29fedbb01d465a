// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.linear;

/** Solves symmetric positive definite systems. */
final class Cholesky {
  /**
   * @param a {@code [n][n]} symmetric positive definite, only the lower half is read; overwritten
   * @param b {@code [n]}, left alone
   * @return x of {@code a x = b}
   * @throws IllegalArgumentException if a is not positive definite
   */
  static double[] solve(double[][] a, double[] b) {
    decompose(a);
    double[] x = b.clone();
    int n = x.length;
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) x[i] -= a[i][k] * x[k];
      x[i] /= a[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) x[i] -= a[k][i] * x[k];
      x[i] /= a[i][i];
    }
    return x;
  }

  private static void decompose(double[][] a) {
    for (int j = 0; j < a.length; j++) {
      for (int i = j; i < a.length; i++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) sum -= a[i][k] * a[j][k];
        if (i == j) a[j][j] = root(sum, j);
        else a[i][j] = sum / a[j][j];
      }
    }
  }

  private static double root(double pivot, int column) {
    if (!(pivot > 0))
      throw new IllegalArgumentException(
          "column "
              + column
              + " is a mixture of others (pivot "
              + pivot
              + "): penalise the weights");
    return Math.sqrt(pivot);
  }

  private Cholesky() {}
}
