// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import java.util.Optional;

/**
 * What a model says about one customer and horizon.
 *
 * @param logOdds of at least one order in the horizon
 * @param expectedOrders mean number of orders in the horizon
 * @param expectedSpend mean spend in the horizon, in units of the shop's currency
 * @param spend predictive distribution of that spend
 * @param percentile 0 to 100, by expected spend, among the model's reference customers
 * @param standIn who answered in the asked model's place, when that failed
 */
public record Prediction(
    double logOdds,
    double expectedOrders,
    double expectedSpend,
    Quantiles spend,
    double percentile,
    Optional<String> standIn) {
  public Prediction(
      double logOdds,
      double expectedOrders,
      double expectedSpend,
      Quantiles spend,
      double percentile) {
    this(logOdds, expectedOrders, expectedSpend, spend, percentile, Optional.empty());
  }

  /** The same answer, told to come from another than the model asked. */
  public Prediction by(String version) {
    return new Prediction(
        logOdds, expectedOrders, expectedSpend, spend, percentile, Optional.of(version));
  }

  public double purchaseProbability() {
    return 1 / (1 + Math.exp(-logOdds));
  }
}
