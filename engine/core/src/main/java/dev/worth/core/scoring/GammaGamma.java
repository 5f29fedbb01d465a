// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import org.hipparchus.special.Gamma;

/**
 * Gamma-Gamma: order amounts are gamma(p, nu) with a customer's own nu, which is gamma(q, gamma)
 * over customers and independent of how often they buy.
 *
 * <p>Fader, Hardie and Lee, "RFM and CLV", Journal of Marketing Research 42(4), 2005; formulas in
 * Fader and Hardie, "The Gamma-Gamma Model of Monetary Value", 2013.
 *
 * @param p shape of an order's amount
 * @param q shape of nu; above 1, or the shop would have no mean order amount
 * @param gamma inverse scale of nu, in the shop's currency units
 */
public record GammaGamma(double p, double q, double gamma) {

  public GammaGamma {
    Parameters.positive("Gamma-Gamma", "p", p, "q", q, "gamma", gamma);
    if (q <= 1)
      throw new IllegalArgumentException(
          "Gamma-Gamma parameter q is "
              + q
              + ", must be > 1: below it no mean exists; refit with a bound");
  }

  /**
   * Log-likelihood of the mean of n orders (equation 1a of the note); needs n >= 1 and a mean > 0.
   */
  public double logLikelihood(int n, double mean) {
    double pn = p * n;
    return Gamma.logGamma(pn + q)
        - Gamma.logGamma(pn)
        - Gamma.logGamma(q)
        + q * Math.log(gamma)
        + (pn - 1) * Math.log(mean)
        + pn * Math.log(n)
        - (pn + q) * Math.log(gamma + mean * n);
  }

  /** Mean of a customer's future order amounts after n orders (0 allowed) with the given mean. */
  public double expectedAmount(int n, double mean) {
    return given(n, mean).mean();
  }

  /** What is known of a customer's order amounts after n orders with the given mean. */
  public OrderValue given(int n, double mean) {
    return new OrderValue(p, p * n + q, gamma + n * mean);
  }
}
