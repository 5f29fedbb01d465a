// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.linear;

/**
 * The function {@code g . d + d' H d / 2} of a step d, with a positive semidefinite H, and its
 * penalised minimum. Columns that H does not know (zero on the diagonal) do not move.
 */
final class Quadratic {
  private static final int MOST_SWEEPS = 500;
  private static final double STILL = 1e-9;

  /** Keeps a direction that the data leave open from running away. */
  private static final double JITTER = 1e-10;

  private final double[] gradient;
  private final double[][] curvature;

  Quadratic(int columns) {
    gradient = new double[columns];
    curvature = new double[columns][columns];
  }

  /** Adds a row with its slope and curvature along the linear predictor. */
  void add(double[] row, double slope, double bend) {
    for (int j = 0; j < row.length; j++) {
      if (row[j] == 0) continue;
      gradient[j] += slope * row[j];
      double scaled = bend * row[j];
      double[] line = curvature[j];
      for (int k = 0; k <= j; k++) line[k] += scaled * row[k];
    }
  }

  /** Divides by the number of rows and fills the upper half. */
  Quadratic averaged(int rows) {
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] /= rows;
      for (int k = 0; k <= j; k++) curvature[k][j] = curvature[j][k] /= rows;
    }
    return this;
  }

  /** The step from {@code weights} to the minimum of this and the penalty. */
  double[] step(double[] weights, Design design, Penalty penalty) {
    return penalty.l1() == 0
        ? newtonStep(weights, design, penalty.l2())
        : coordinateSteps(weights, design, penalty);
  }

  private double[] newtonStep(double[] weights, Design design, double l2) {
    int n = gradient.length;
    double[][] h = new double[n][];
    double[] right = new double[n];
    for (int j = 0; j < n; j++) {
      h[j] = curvature[j].clone();
      boolean idle = curvature[j][j] == 0;
      double cost = design.isFree(j) ? 0 : l2;
      h[j][j] += idle ? 1 : cost + JITTER;
      right[j] = idle ? -weights[j] : -gradient[j] - cost * weights[j];
    }
    return Cholesky.solve(h, right);
  }

  /** Cyclic coordinate descent: Friedman, Hastie and Tibshirani, J. Stat. Software 33(1), 2010. */
  private double[] coordinateSteps(double[] weights, Design design, Penalty penalty) {
    int n = gradient.length;
    double[] step = new double[n];
    double[] slope = gradient.clone();
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      double largest = 0;
      for (int j = 0; j < n; j++) {
        double move = best(j, weights[j] + step[j], slope[j], design.isFree(j), penalty);
        if (move == 0) continue;
        step[j] += move;
        for (int k = 0; k < n; k++) slope[k] += move * curvature[k][j];
        largest = Math.max(largest, Math.abs(move));
      }
      if (largest < STILL) return step;
    }
    return step;
  }

  private double best(int j, double weight, double slope, boolean free, Penalty penalty) {
    double bend = curvature[j][j];
    if (bend == 0) return -weight;
    if (free) return -slope / (bend + JITTER);
    double pull = bend * weight - slope;
    double soft = Math.copySign(Math.max(0, Math.abs(pull) - penalty.l1()), pull);
    return soft / (bend + penalty.l2()) - weight;
  }
}
