// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.renewal;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How common each rhythm is: nonparametric maximum likelihood over a grid by EM (Laird, JASA 73,
 * 1978; Koenker and Gu, Journal of Statistical Software 82, 2017), stopped early, since the
 * likeliest shares are a few spikes that foretell worse than what EM passes on the way.
 */
final class Shares {
  private static final int ROUNDS = 30;

  /** Customers that the starting shares weigh. */
  static final double PRIOR_CUSTOMERS = 2;

  static double[] even(int rhythms) {
    double[] even = new double[rhythms];
    Arrays.fill(even, 1.0 / rhythms);
    return even;
  }

  /**
   * @param weights customers behind each history
   * @param prior shares to start from and to be drawn to
   * @param strength customers that the prior weighs
   */
  static double[] fit(Likelihoods histories, double[] weights, double[] prior, double strength) {
    return fit(histories, weights, prior, strength, ROUNDS);
  }

  static double[] fit(
      Likelihoods histories, double[] weights, double[] prior, double strength, int rounds) {
    double[] shares = prior.clone();
    double customers = Arrays.stream(weights).sum();
    for (int round = 0; round < rounds; round++) {
      double[] counted = counted(histories, weights, shares);
      for (int g = 0; g < shares.length; g++)
        shares[g] = (shares[g] * counted[g] + strength * prior[g]) / (customers + strength);
    }
    return shares;
  }

  /** Over the shares, the customers each rhythm is given; in fixed parts, so that sums repeat. */
  private static double[] counted(Likelihoods histories, double[] weights, double[] shares) {
    int parts = 8;
    double[][] sums =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(part -> counted(histories, weights, shares, part, parts))
            .toArray(double[][]::new);
    for (int part = 1; part < parts; part++)
      for (int g = 0; g < shares.length; g++) sums[0][g] += sums[part][g];
    return sums[0];
  }

  private static double[] counted(
      Likelihoods histories, double[] weights, double[] shares, int part, int parts) {
    double[] sum = new double[shares.length];
    for (int i = part; i < weights.length; i += parts) {
      float[] row = histories.relative()[i];
      double total = 1e-300;
      for (int g = 0; g < row.length; g++) total += row[g] * shares[g];
      double each = weights[i] / total;
      for (int g = 0; g < row.length; g++) sum[g] += each * row[g];
    }
    return sum;
  }

  private Shares() {}
}
