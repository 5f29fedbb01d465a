// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.core.scoring.Outlook;
import dev.worth.core.scoring.Prediction;
import dev.worth.core.scoring.Quantiles;

/**
 * What is foretold of one customer.
 *
 * @param p probability of at least one order in the horizon
 * @param orders mean number of orders
 * @param spend mean spend, in units of the currency
 * @param quantiles of the spend
 */
record Forecast(double p, double orders, double spend, Quantiles quantiles) {
  Forecast {
    boolean sane = p >= 0 && p <= 1 && isAmount(orders) && isAmount(spend);
    for (double quantile : quantiles.values()) sane &= isAmount(quantile);
    if (!sane)
      throw new IllegalStateException(
          "the model gives no usable figures (p %s, orders %s, spend %s): report this, and use another --model"
              .formatted(p, orders, spend));
  }

  private static boolean isAmount(double value) {
    return value >= 0 && value < Double.POSITIVE_INFINITY;
  }

  static Forecast of(Outlook outlook) {
    return new Forecast(
        outlook.pPurchase(),
        outlook.expectedOrders(),
        outlook.expectedSpend(),
        Quantiles.of(outlook.spend()::quantile));
  }

  static Forecast of(Prediction prediction) {
    return new Forecast(
        prediction.purchaseProbability(),
        prediction.expectedOrders(),
        prediction.expectedSpend(),
        prediction.spend());
  }
}
