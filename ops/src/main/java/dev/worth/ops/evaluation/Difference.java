// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.core.learning.Metrics;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How much better or worse a log-loss is than a rival's, with a paired 95 % bootstrap interval over
 * customers. Below 0 is better; better than chance when the interval excludes 0.
 *
 * @param against name of the rival
 */
record Difference(String against, double logLoss, double low, double high) {
  private static final int ROUNDS = 200;

  static Difference of(
      String against, boolean[] bought, double[] ours, double[] theirs, long seed) {
    double[] gaps = new double[bought.length];
    for (int i = 0; i < gaps.length; i++)
      gaps[i] = Metrics.logLoss(bought[i], ours[i]) - Metrics.logLoss(bought[i], theirs[i]);
    double[] means = new double[ROUNDS];
    var random = new SplittableRandom(seed);
    for (int b = 0; b < ROUNDS; b++) means[b] = resampled(gaps, random);
    Arrays.sort(means);
    return new Difference(
        against,
        Arrays.stream(gaps).average().orElse(0),
        means[(int) (0.025 * (ROUNDS - 1))],
        means[(int) (0.975 * (ROUNDS - 1))]);
  }

  private static double resampled(double[] values, SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) sum += values[random.nextInt(values.length)];
    return sum / values.length;
  }
}
