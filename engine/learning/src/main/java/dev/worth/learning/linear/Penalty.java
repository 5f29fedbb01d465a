// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.linear;

/**
 * What large weights cost, added to the mean loss: {@code l1 |w| + l2 w^2 / 2} per penalised
 * column. Both together are the elastic net of Zou and Hastie, Journal of the Royal Statistical
 * Society B 67(2), 2005.
 */
public record Penalty(double l1, double l2) {
  public static final Penalty NONE = new Penalty(0, 0);

  public Penalty {
    if (!(l1 >= 0 && l2 >= 0 && l1 + l2 < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(
          "penalty l1 " + l1 + ", l2 " + l2 + ": give finite numbers from 0 on");
  }

  public static Penalty ridge(double l2) {
    return new Penalty(0, l2);
  }

  /**
   * @param share of the penalty that is l1: 0 is ridge, 1 is the lasso
   */
  public static Penalty elastic(double strength, double share) {
    return new Penalty(strength * share, strength * (1 - share));
  }

  double of(double weight) {
    return l1 * Math.abs(weight) + l2 * weight * weight / 2;
  }
}
