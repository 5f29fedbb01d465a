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
 * @param online what the online layer added to the model's log-odds
 */
public record Prediction(
    double logOdds,
    double expectedOrders,
    double expectedSpend,
    Quantiles spend,
    double percentile,
    Optional<String> standIn,
    double online) {
  public Prediction(
      double logOdds,
      double expectedOrders,
      double expectedSpend,
      Quantiles spend,
      double percentile) {
    this(logOdds, expectedOrders, expectedSpend, spend, percentile, Optional.empty(), 0);
  }

  /** The same answer, told to come from another than the model asked. */
  public Prediction by(String version) {
    return new Prediction(
        logOdds, expectedOrders, expectedSpend, spend, percentile, Optional.of(version), online);
  }

  /**
   * The same customer with other odds of buying; what buyers order and spend stays as it was, so
   * means scale with the probability and the spend's quantiles move along its own distribution.
   *
   * @param added to the log-odds
   */
  Prediction shifted(double added) {
    if (added == 0) return this;
    double odds = logOdds + added;
    double factor = 1 / (1 + Math.exp(-odds)) / purchaseProbability();
    return new Prediction(
        odds,
        expectedOrders * factor,
        expectedSpend * factor,
        spend.likelier(factor, 1 / (1 + Math.exp(-odds))),
        percentile,
        standIn,
        added);
  }

  public double purchaseProbability() {
    return 1 / (1 + Math.exp(-logOdds));
  }
}
