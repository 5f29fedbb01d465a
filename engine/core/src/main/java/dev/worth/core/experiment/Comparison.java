// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

/**
 * One arm against the control, before and after CUPED (Deng, Xu, Kohavi and Walker, "Improving the
 * sensitivity of online controlled experiments by utilizing pre-experiment data", 2013): the
 * covariate is our own score of each customer at the exposure, before any treatment. The adjusted
 * effect decides; the plain one stands beside it, so that everybody sees what the adjustment did.
 *
 * @param explained share of the plain effect's variance that the covariate takes away, 0 to 1
 */
public record Comparison(String arm, Effect plain, Effect adjusted, double explained) {
  /** Fewer outcomes in an arm than these tell nothing: the theory is asymptotic. */
  static final long LEAST = 100;

  static Comparison of(String arm, Sums treated, Sums control, ConfidenceSequence sequence) {
    double slope = slope(treated, control);
    double plain = treated.varianceOfMean(0) + control.varianceOfMean(0);
    double adjusted = treated.varianceOfMean(slope) + control.varianceOfMean(slope);
    double difference = treated.mean() - control.mean();
    double imbalance = treated.meanForetold() - control.meanForetold();
    double n = treated.n() + control.n();
    boolean isEnough = Math.min(treated.n(), control.n()) >= LEAST;
    return new Comparison(
        arm,
        effect(difference, isEnough && plain > 0 ? sequence.reach(n, plain) : unknown()),
        effect(
            difference - slope * imbalance,
            isEnough && adjusted > 0 ? sequence.reach(n, adjusted) : unknown()),
        plain > 0 ? Math.max(0, 1 - adjusted / plain) : 0);
  }

  /** Of y on x within the arms, so that a real effect does not leak into it. */
  private static double slope(Sums treated, Sums control) {
    double xx = treated.xx() + control.xx();
    return xx > 0 ? (treated.xy() + control.xy()) / xx : 0;
  }

  private static double unknown() {
    return Double.POSITIVE_INFINITY;
  }

  private static Effect effect(double difference, double reach) {
    return new Effect(difference, difference - reach, difference + reach);
  }
}
