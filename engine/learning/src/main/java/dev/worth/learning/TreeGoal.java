// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.learning.trees.Boosting.Goal;

/**
 * What trees of a transaction model add up to, how wrong that is, and the level that suits best.
 */
enum TreeGoal {
  /** Log-odds of 0/1 outcomes: the log-loss. */
  LOG_ODDS(Goal.LOG_ODDS) {
    @Override
    double loss(double y, double raw) {
      return Math.max(raw, 0) + Math.log1p(Math.exp(-Math.abs(raw))) - y * raw;
    }

    @Override
    double level(double[] y, double[] raw, double from) {
      double level = from;
      for (int step = 0; step < STEPS; step++) {
        double slope = 0;
        double bend = 1e-9;
        for (int i = 0; i < y.length; i++) {
          double p = 1 / (1 + Math.exp(-raw[i] - level));
          slope += y[i] - p;
          bend += p * (1 - p);
        }
        double move = Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, slope / bend));
        level += move;
        if (Math.abs(move) < STILL) break;
      }
      return level;
    }
  },
  /** Log of a mean: the Tweedie deviance of power 1.5, without what does not depend on the raw. */
  LOG_MEAN(Goal.LOG_MEAN) {
    @Override
    double loss(double y, double raw) {
      double root = Math.exp(raw / 2);
      return 2 * y / root + 2 * root;
    }

    /** The level at which totals agree. */
    @Override
    double level(double[] y, double[] raw, double from) {
      double came = 0;
      double expected = 0;
      for (int i = 0; i < y.length; i++) {
        came += y[i];
        expected += Math.exp(raw[i]);
      }
      return Math.log(Math.max(1e-9, came)) - Math.log(expected);
    }
  };

  private static final int STEPS = 30;
  private static final double STILL = 1e-7;
  private static final double LARGEST_STEP = 2;

  private final Goal goal;

  TreeGoal(Goal goal) {
    this.goal = goal;
  }

  Goal goal() {
    return goal;
  }

  /** Of one row; comparable between raw answers only. */
  abstract double loss(double y, double raw);

  /**
   * What to add to all raw answers.
   *
   * @param from where to start looking
   */
  abstract double level(double[] y, double[] raw, double from);
}
