// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import java.util.Arrays;

/**
 * A weighted sum of raw answers with weights from 0 on and a level, by the least loss on answers
 * that did not see their row, drawn a little towards the plain mean.
 */
record Blend(double level, double[] weights) {
  private static final int SWEEPS = 60;
  private static final double STILL = 1e-7;

  /**
   * @param raw {@code [members][n]}
   * @param y {@code [n]}
   * @param belief in the plain mean, as rows' worth
   * @param levelled whether the level may move
   */
  static Blend fit(double[][] raw, double[] y, Loss loss, double belief, boolean levelled) {
    var fit = new Fit(raw, y, loss, even(raw.length).weights(), belief * scale(raw), levelled);
    for (int sweep = 0; sweep < SWEEPS; sweep++) if (fit.sweep() < STILL) break;
    return new Blend(fit.level, fit.weights);
  }

  /** The plain mean. */
  static Blend even(int members) {
    double[] weights = new double[members];
    Arrays.fill(weights, 1.0 / members);
    return new Blend(0, weights);
  }

  double of(double[] raw) {
    double sum = level;
    for (int k = 0; k < weights.length; k++) sum += weights[k] * raw[k];
    return sum;
  }

  /** Of many rows: {@code [members][n]} to {@code [n]}. */
  double[] of(double[][] raw) {
    double[] sums = new double[raw[0].length];
    Arrays.fill(sums, level);
    for (int k = 0; k < raw.length; k++)
      for (int i = 0; i < sums.length; i++) sums[i] += weights[k] * raw[k][i];
    return sums;
  }

  /** The members' mean square, so that belief weighs alike whatever the unit is. */
  private static double scale(double[][] raw) {
    double sum = 0;
    for (double[] one : raw) for (double v : one) sum += v * v;
    return Math.max(1e-12, sum / ((double) raw.length * raw[0].length));
  }

  /** Newton steps, one coordinate after the other. */
  private static final class Fit {
    private final double[][] raw;
    private final double[] y;
    private final Loss loss;
    private final double[] weights;
    private final double[] sums;
    private final double belief;
    private final boolean levelled;
    private double level;

    Fit(double[][] raw, double[] y, Loss loss, double[] weights, double belief, boolean levelled) {
      this.raw = raw;
      this.y = y;
      this.loss = loss;
      this.weights = weights;
      this.belief = belief * (loss == Loss.LOG_LOSS ? 0.25 : 1);
      this.levelled = levelled;
      sums = new Blend(0, weights).of(raw);
    }

    double sweep() {
      double moved = levelled ? Math.abs(moveLevel()) : 0;
      for (int k = 0; k < weights.length; k++) moved = Math.max(moved, Math.abs(move(k)));
      return moved;
    }

    private double moveLevel() {
      double slope = 0;
      double bend = 1e-9;
      for (int i = 0; i < y.length; i++) {
        slope += loss.answer(sums[i]) - y[i];
        bend += loss.bend(sums[i]);
      }
      double step = -slope / bend;
      level += step;
      for (int i = 0; i < y.length; i++) sums[i] += step;
      return step;
    }

    private double move(int k) {
      double slope = belief * (weights[k] - 1.0 / weights.length);
      double bend = belief;
      for (int i = 0; i < y.length; i++) {
        double v = raw[k][i];
        slope += (loss.answer(sums[i]) - y[i]) * v;
        bend += loss.bend(sums[i]) * v * v;
      }
      double step = Math.max(-weights[k], -slope / bend);
      weights[k] += step;
      for (int i = 0; i < y.length; i++) sums[i] += step * raw[k][i];
      return step;
    }
  }
}
