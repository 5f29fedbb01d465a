// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import org.hipparchus.special.Gamma;

/** Special functions that Hipparchus lacks, or has slower than serving can pay. */
final class Special {
  private static final int MOST_TERMS = 1_000_000;
  private static final double PRECISION = 1e-15;

  private Special() {}

  /** ln(e^a + e^b) without overflow; -infinity stands for a missing term. */
  static double logSum(double a, double b) {
    double high = Math.max(a, b);
    return high == Double.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(-Math.abs(a - b)));
  }

  /** ln(e^a - e^b) for a >= b; equal arguments give -infinity. */
  static double logDifference(double a, double b) {
    return b >= a ? Double.NEGATIVE_INFINITY : a + Math.log(-Math.expm1(b - a));
  }

  /** ln(Gamma(a + n) / Gamma(a)), by a plain product where that is shorter than two logGammas. */
  static double logRising(double a, int n) {
    if (n > 12) return Gamma.logGamma(a + n) - Gamma.logGamma(a);
    double product = 1;
    for (int i = 0; i < n; i++) product *= a + i;
    return Math.log(product);
  }

  /**
   * ln 2F1(a, b; c; z) for positive a, b, c and 0 <= z < 1: all terms of the series are positive.
   * When a + b > c the function has a pole at z = 1 and the series crawls, so Euler's
   * transformation takes the pole out first (Abramowitz and Stegun 15.3.3); both c - a and c - b
   * must then be positive too, as they are in these models.
   */
  static double logHypergeometric(double a, double b, double c, double z) {
    if (a + b <= c) return Math.log1p(hypergeometricMinusOne(a, b, c, z));
    return (c - a - b) * Math.log1p(-z) + Math.log1p(hypergeometricMinusOne(c - a, c - b, c, z));
  }

  /** 2F1(a, b; c; z) - 1 by its power series, stopped when a term no longer counts. */
  static double hypergeometricMinusOne(double a, double b, double c, double z) {
    double term = 1;
    double sum = 0;
    for (int n = 0; n < MOST_TERMS; n++) {
      double ratio = (a + n) / (c + n) * ((b + n) / (1 + n)) * z;
      term *= ratio;
      sum += term;
      boolean shrinking = Math.abs(ratio) < 1;
      if (shrinking && Math.abs(term) <= PRECISION * (1 - Math.abs(ratio)) * (1 + Math.abs(sum)))
        break;
    }
    return sum;
  }

  /** Standard normal distribution function, error below 1e-7 (Abramowitz and Stegun 26.2.17). */
  static double normalCdf(double z) {
    double t = 1 / (1 + 0.2316419 * Math.abs(z));
    double poly =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double tail = normalDensity(z) * poly;
    return z < 0 ? tail : 1 - tail;
  }

  static double normalDensity(double z) {
    return 0.3989422804014327 * Math.exp(-0.5 * z * z);
  }
}
