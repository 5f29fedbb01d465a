// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

/**
 * How far around an estimate the truth lies, at all times at once: the probability that it is ever
 * outside is at most alpha, so whoever looks after each customer and stops when they like is right
 * as often as promised.
 *
 * <p>The asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas,
 * "Time-uniform central limit theory and asymptotic confidence sequences" (Annals of Statistics
 * 2024, arXiv 2103.06476), theorem 2.2: with n observations, an estimate whose variance is v and r
 * = rho^2,
 *
 * <pre>sqrt(v) * sqrt(2 (n r + 1) / (n r) * ln(sqrt(n r + 1) / alpha))</pre>
 *
 * <p>rho is chosen so that the sequence is tightest at the planned n (their appendix on tuning).
 */
final class ConfidenceSequence {
  private final double alpha;
  private final double rho2;

  /**
   * @param tightestAt number of observations
   */
  ConfidenceSequence(double alpha, double tightestAt) {
    this.alpha = alpha;
    double twice = -2 * Math.log(alpha);
    this.rho2 = (twice + Math.log(twice) + 1) / tightestAt;
  }

  /**
   * Half the width of the interval.
   *
   * @param n observations so far
   * @param variance of the estimate, not of one observation
   */
  double reach(double n, double variance) {
    double nr = n * rho2;
    return Math.sqrt(variance * 2 * (nr + 1) / nr * Math.log(Math.sqrt(nr + 1) / alpha));
  }
}
