// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import java.util.Arrays;

/**
 * How far a model was off as a whole at each landmark, on a log scale, and what to believe of it
 * for the next horizon.
 *
 * <p>Normal model with two levels: the shop's lasting bias is normal around 0, a landmark's bias
 * scatters around it with a variance that is drawn to {@value #SCATTER}^2 with the weight of two
 * landmarks, and is itself measured with an error. So one landmark moves a forecast by a third of
 * its bias at most, and four that agree by two thirds.
 */
final class Levels {
  private static final double SCATTER = 0.25;
  private static final double SCATTER_WEIGHT = 2;

  private final double[] bias;
  private final double[] variance;

  /**
   * @param landmarks how many there are
   */
  Levels(int landmarks) {
    bias = new double[landmarks];
    variance = new double[landmarks];
    Arrays.fill(variance, Double.POSITIVE_INFINITY);
  }

  /** What a landmark showed: log of truth over forecast, and the variance of that. */
  void set(int landmark, double log, double error) {
    if (!Double.isFinite(log) || !(error < Double.POSITIVE_INFINITY)) return;
    bias[landmark] = log;
    variance[landmark] = error;
  }

  /** The mean over landmarks, for models that start from nothing. */
  double mean() {
    return weighted(1e-6);
  }

  /**
   * The lasting bias as far as the evidence goes.
   *
   * @param spread of lasting biases among shops, a standard deviation
   */
  double lasting(double spread) {
    double mean = weighted(SCATTER * SCATTER);
    double squares = 0;
    double known = 0;
    for (int k = 0; k < bias.length; k++) {
      if (variance[k] == Double.POSITIVE_INFINITY) continue;
      squares += (bias[k] - mean) * (bias[k] - mean);
      known++;
    }
    if (known == 0) return 0;
    double scatter = (SCATTER_WEIGHT * SCATTER * SCATTER + squares) / (SCATTER_WEIGHT + known - 1);
    // Neighbouring horizons overlap by half: each further landmark is half a new one.
    double error = 1 / precision(scatter) * known / ((known + 1) / 2);
    return mean * spread * spread / (spread * spread + error);
  }

  private double weighted(double scatter) {
    double sum = 0;
    for (int k = 0; k < bias.length; k++) sum += bias[k] / (variance[k] + scatter);
    double precision = precision(scatter);
    return precision == 0 ? 0 : sum / precision;
  }

  private double precision(double scatter) {
    double precision = 0;
    for (double error : variance) precision += 1 / (error + scatter);
    return precision;
  }
}
