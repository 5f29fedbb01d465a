// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

/**
 * What a customer may spend within a horizon: nothing with probability 1 - pPurchase, otherwise a
 * sum of a random number of orders.
 */
public sealed interface SpendDistribution permits GammaSpend, LogNormalSpend {

  /** Spends nothing for certain. */
  static SpendDistribution nothing() {
    return of(0, 0, new double[0], new OrderValue(1, 2, 1));
  }

  /**
   * The distribution that follows from the number of orders and the value of each.
   *
   * @param pPurchase probability of at least one order
   * @param expectedOrders mean number of orders, zeros included
   * @param counts element n is proportional to P(N = n); element 0 and the sum are ignored
   * @param value what is known of the customer's amounts, in currency units
   */
  static SpendDistribution of(
      double pPurchase, double expectedOrders, double[] counts, OrderValue value) {
    var groups = new OrderGroups(counts);
    double p = groups.size() == 0 ? 0 : pPurchase;
    return new GammaSpend(p, expectedOrders * value.mean(), groups, value);
  }

  /**
   * Nothing, or a log-normal spend: the zero-inflated log-normal of Wang, Liu and Miao (A Deep
   * Probabilistic Model for Customer Lifetime Value Prediction, 2019).
   *
   * @param mean zeros included; it need not be the shape's
   */
  static SpendDistribution of(double pPurchase, double mean, SpendShape shape) {
    return LogNormalSpend.of(pPurchase, mean, shape);
  }

  /**
   * The same shape with another probability of any spend and another mean: every amount is scaled
   * alike. Where nothing was to be spent, or nothing is, there is no shape to keep and the answer
   * is {@link #nothing()}.
   */
  SpendDistribution adjusted(double otherP, double otherMean);

  /**
   * Net of returns, a share of the gross spend. Returns are few and large: they lower the mean, but
   * hardly a quantile of a customer, so the quantiles stay those of gross spend.
   */
  SpendDistribution net(double returnRatio);

  /** Probability of any spend. */
  double pPurchase();

  /** Expected spend, zeros included: expected orders times expected amount, not the mixture's. */
  double mean();

  /** Probability of spending at most {@code amount}. */
  double cdf(double amount);

  /** The smallest spend that is not exceeded with probability u, 0 < u < 1. */
  double quantile(double u);

  /** By how much amounts change for another probability and mean; 0 where no shape is left. */
  static double scale(SpendDistribution from, double otherP, double otherMean) {
    double factor = otherMean / otherP * from.pPurchase() / from.mean();
    return factor > 0 && factor < Double.POSITIVE_INFINITY ? factor : 0;
  }

  /** Whether a quantile is above the mass at 0. */
  static boolean inPositivePart(double u, double pPurchase) {
    if (!(u > 0 && u < 1))
      throw new IllegalArgumentException("quantile level " + u + " must lie in (0, 1)");
    return u > 1 - pPurchase;
  }
}
