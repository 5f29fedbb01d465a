// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.linear;

/** Least squares with an optional penalty, exact up to rounding for ridge. */
public final class LinearRegression {
  /**
   * Minimises half the mean squared residual plus the penalty.
   *
   * @return one weight per column; 0 for a column that is all zero
   */
  public static double[] fit(Design design, Penalty penalty) {
    var quadratic = new Quadratic(design.columns());
    for (int i = 0; i < design.rows(); i++)
      quadratic.add(design.x()[i], design.offset()[i] - design.y()[i], 1);
    return quadratic.averaged(design.rows()).step(new double[design.columns()], design, penalty);
  }

  /**
   * Duan's smearing factor: what the exponential of a fitted mean logarithm must be multiplied by
   * to give a mean (Journal of the American Statistical Association 78, 1983), as the ratio of the
   * totals.
   *
   * @param values positive outcomes
   * @param logs their fitted logarithms
   */
  public static double smearing(double[] values, double[] logs) {
    double total = 0;
    double fitted = 0;
    for (int i = 0; i < values.length; i++) {
      total += values[i];
      fitted += Math.exp(logs[i]);
    }
    return total > 0 && fitted > 0 ? total / fitted : 1;
  }

  private LinearRegression() {}
}
