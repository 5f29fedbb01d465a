// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

/**
 * How far reality stands from a model just now, on a log scale, told from what it missed by in one
 * week after the other.
 *
 * <p>A local level: each week's log ratio of what came to what was expected is the level of that
 * week with a sampling error that is known; from one week to the next the level moves by a normal
 * step. How much a shop moves is not known, so several sizes of step are tried side by side, each
 * by a Kalman filter, and weighed by how likely they make what was seen. A shop that keeps still is
 * believed to (the level stays near 0), one that was shaken is followed within weeks.
 */
final class Tide {
  /** Standard deviations of a week's step. */
  private static final double[] STEPS = {0.003, 0.03, 0.1, 0.3};

  /** What is believed of them beforehand: few shops are shaken. */
  private static final double[] BELIEVED = {0.6, 0.25, 0.1, 0.05};

  /**
   * Of the level before the first week, a standard deviation: the model was fitted to this shop.
   */
  private static final double START = 0.1;

  /** No shop is so large that a week is known better than this: people influence one another. */
  private static final double LEAST_ERROR = 0.03;

  /** No further than this is a model corrected, either way. */
  private static final double MOST = Math.log(2.5);

  private final double[] level = new double[STEPS.length];
  private final double[] variance = new double[STEPS.length];
  private final double[] logLikelihood = new double[STEPS.length];

  Tide() {
    for (int k = 0; k < STEPS.length; k++) {
      variance[k] = START * START;
      logLikelihood[k] = Math.log(BELIEVED[k]);
    }
  }

  /**
   * A week has passed.
   *
   * @param came in total
   * @param expected in total, above 0
   * @param squares sum over customers of the squared difference of the two
   */
  void week(double came, double expected, double squares) {
    for (int k = 0; k < STEPS.length; k++) variance[k] += STEPS[k] * STEPS[k];
    if (!(expected > 0)) return;
    // Of a week in which nothing came the logarithm would be endless: half a sampling error is
    // left.
    double told = Math.max(Math.max(came, Math.sqrt(squares) / 2), 1e-9);
    double error = squares / (told * expected) + LEAST_ERROR * LEAST_ERROR;
    double seen = Math.log(told / expected);
    for (int k = 0; k < STEPS.length; k++) observe(k, seen, error);
  }

  private void observe(int k, double seen, double error) {
    double spread = variance[k] + error;
    double surprise = seen - level[k];
    logLikelihood[k] -= (Math.log(spread) + surprise * surprise / spread) / 2;
    double gain = variance[k] / spread;
    level[k] += gain * surprise;
    variance[k] *= 1 - gain;
  }

  /** Log of what is to be expected over what the model says. */
  double level() {
    double best = Double.NEGATIVE_INFINITY;
    for (double one : logLikelihood) best = Math.max(best, one);
    double sum = 0;
    double weights = 0;
    for (int k = 0; k < STEPS.length; k++) {
      double weight = Math.exp(logLikelihood[k] - best);
      sum += weight * level[k];
      weights += weight;
    }
    return Math.clamp(sum / weights, -MOST, MOST);
  }
}
