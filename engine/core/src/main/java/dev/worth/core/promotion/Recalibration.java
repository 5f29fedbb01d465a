// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

/**
 * The line that would mend a model's log-odds: {@code intercept + slope * log-odds}, fitted by
 * logistic regression (Cox, "Two further applications of a model for binary regression", Biometrika
 * 45, 1958). A calibrated model has 0 and 1; a slope below 1 means that it is too sure of itself.
 */
record Recalibration(double intercept, double slope) {
  private static final int STEPS = 30;
  private static final double CLIP = 1e-6;
  private static final double RIDGE = 1e-9;

  /** By Newton's method; a flat model, whose slope nobody can tell, gets 1. */
  static Recalibration of(boolean[] bought, double[] p) {
    double a = 0;
    double b = 1;
    for (int step = 0; step < STEPS; step++) {
      double ga = 0;
      double gb = 0;
      double haa = RIDGE;
      double hab = 0;
      double hbb = RIDGE;
      for (int i = 0; i < p.length; i++) {
        double x = logOdds(p[i]);
        double q = 1 / (1 + Math.exp(-(a + b * x)));
        double miss = (bought[i] ? 1 : 0) - q;
        double weight = q * (1 - q);
        ga += miss;
        gb += miss * x;
        haa += weight;
        hab += weight * x;
        hbb += weight * x * x;
      }
      double det = haa * hbb - hab * hab;
      if (!(det > RIDGE)) return new Recalibration(a, 1);
      a += Math.clamp((hbb * ga - hab * gb) / det, -2, 2);
      b += Math.clamp((haa * gb - hab * ga) / det, -2, 2);
    }
    return new Recalibration(a, b);
  }

  /** With a slope of 1: everybody's odds times the same factor. */
  static Recalibration shift(boolean[] bought, double[] p) {
    double a = 0;
    for (int step = 0; step < STEPS; step++) {
      double miss = 0;
      double weight = RIDGE;
      for (int i = 0; i < p.length; i++) {
        double q = 1 / (1 + Math.exp(-(a + logOdds(p[i]))));
        miss += (bought[i] ? 1 : 0) - q;
        weight += q * (1 - q);
      }
      a += Math.clamp(miss / weight, -2, 2);
    }
    return new Recalibration(a, 1);
  }

  /** How far the slope is from 1, as a factor; endless for a slope that is not positive. */
  double distance() {
    return slope <= 0 ? Double.POSITIVE_INFINITY : Math.max(slope, 1 / slope);
  }

  /** The probability that the line makes of one. */
  double mend(double p) {
    return 1 / (1 + Math.exp(-(intercept + slope * logOdds(p))));
  }

  private static double logOdds(double p) {
    double q = Math.clamp(p, CLIP, 1 - CLIP);
    return Math.log(q / (1 - q));
  }
}
