// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

import org.hipparchus.special.Gamma;

/**
 * Whether the arms got the shares they were meant to get. If not, something removes or moves
 * customers depending on their arm, and no difference between the arms can be believed.
 *
 * <p>The sequential multinomial test of Lindon and Malek, "Anytime-valid inference for multinomial
 * count data" (2022): the Bayes factor of a Dirichlet around the intended shares against these
 * shares. It may be looked at after every customer: the probability that it ever passes 1/level
 * where nothing is wrong is at most the level.
 *
 * @param logBayesFactor in favour of other shares than the intended ones
 * @param pValue at most 1, valid at any time
 * @param isBroken whether the p-value is at or below {@link #LEVEL}
 */
public record SampleRatio(double logBayesFactor, double pValue, boolean isBroken) {
  /** Strict: of a thousand sound experiments at most one is ever blocked. */
  public static final double LEVEL = 0.001;

  /** Customers that the Dirichlet is worth: it expects shares about 0.05 off. */
  private static final double CONCENTRATION = 100;

  /**
   * @param counts of customers by arm
   * @param shares intended, in the same order, more than 0, with the sum 1
   */
  static SampleRatio of(long[] counts, double[] shares) {
    double n = 0;
    double log = 0;
    for (int i = 0; i < counts.length; i++) {
      n += counts[i];
      log += rising(CONCENTRATION * shares[i], counts[i]) - counts[i] * Math.log(shares[i]);
    }
    double factor = log - rising(CONCENTRATION, n);
    double p = Math.min(1, Math.exp(-factor));
    return new SampleRatio(factor, p, p <= LEVEL);
  }

  /** ln(Gamma(a + n) / Gamma(a)). */
  private static double rising(double a, double n) {
    return Gamma.logGamma(a + n) - Gamma.logGamma(a);
  }
}
