// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.linear;

import java.util.Arrays;

/**
 * Logistic regression by Newton steps on the penalised mean log-loss (iteratively reweighted least
 * squares); with an l1 part every step is a small lasso. Steps are halved until the loss falls, so
 * the objective never rises. Same design, same weights.
 */
public final class LogisticRegression {
  private static final int MOST_STEPS = 60;
  private static final double CONVERGED = 1e-10;

  /** The smallest curvature a row has, so that perfectly separated rows do not stop the steps. */
  private static final double LEAST_BEND = 1e-8;

  /**
   * Free weights cost this much, or the intercept of a shop where nobody buys would be infinite.
   */
  private static final double ANCHOR = 1e-7;

  /**
   * @param weights one per column
   * @param objective mean log-loss plus penalty
   * @param steps taken
   */
  public record Fit(double[] weights, double objective, int steps) {}

  /**
   * @param design outcomes are 0 or 1
   * @throws IllegalArgumentException if the steps do not converge
   */
  public static Fit fit(Design design, Penalty penalty) {
    return fit(design, penalty, new double[design.columns()]);
  }

  /** The same from other starting weights, for a path of penalties. */
  public static Fit fit(Design design, Penalty penalty, double[] start) {
    double[] weights = start.clone();
    double objective = objective(design, penalty, weights);
    for (int i = 1; i <= MOST_STEPS; i++) {
      double[] step = quadratic(design, weights).step(weights, design, penalty);
      double[] next = halved(design, penalty, weights, step, objective);
      double reached = objective(design, penalty, next);
      boolean still = objective - reached <= CONVERGED * (Math.abs(objective) + CONVERGED);
      if (reached <= objective) weights = next;
      objective = Math.min(objective, reached);
      if (still) return new Fit(weights, objective, i);
    }
    throw new IllegalArgumentException(
        "logistic regression did not converge in " + MOST_STEPS + " steps: penalise the weights");
  }

  /** Mean log-loss of outcomes given linear predictors, in natural units. */
  public static double logLoss(double[] y, double[] predictor) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) sum += softplus(predictor[i]) - y[i] * predictor[i];
    return sum / y.length;
  }

  /** What the rows tell of a common level of their linear predictors: one over its variance. */
  public static double information(double[] predictor, double level) {
    double sum = 0;
    for (double eta : predictor) {
      double p = probability(eta + level);
      sum += p * (1 - p);
    }
    return sum;
  }

  /** Log of the probability with given log-odds. */
  public static double logProbability(double logOdds) {
    return -softplus(-logOdds);
  }

  static double probability(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  /** log(1 + e^x) without overflow. */
  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double objective(Design design, Penalty penalty, double[] weights) {
    double sum = logLoss(design.y(), design.predictor(weights));
    for (int j = 0; j < weights.length; j++)
      sum += design.isFree(j) ? ANCHOR * weights[j] * weights[j] / 2 : penalty.of(weights[j]);
    return sum;
  }

  private static Quadratic quadratic(Design design, double[] weights) {
    double[] predictor = design.predictor(weights);
    var quadratic = new Quadratic(design.columns());
    for (int i = 0; i < predictor.length; i++) {
      double p = probability(predictor[i]);
      quadratic.add(design.x()[i], p - design.y()[i], Math.max(LEAST_BEND, p * (1 - p)));
    }
    return quadratic.averaged(design.rows());
  }

  private static double[] halved(
      Design design, Penalty penalty, double[] from, double[] step, double objective) {
    double[] to = moved(from, step, 1);
    for (double length = 0.5; length > 1e-6; length /= 2) {
      if (objective(design, penalty, to) <= objective) return to;
      to = moved(from, step, length);
    }
    return to;
  }

  private static double[] moved(double[] from, double[] step, double length) {
    double[] to = from.clone();
    Arrays.setAll(to, j -> from[j] + length * step[j]);
    return to;
  }

  private LogisticRegression() {}
}
