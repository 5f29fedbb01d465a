// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import java.util.List;

/**
 * One month's comparison.
 *
 * @param month such as 2010-03: forecasts were made at its first moment
 * @param versions that answered
 * @param customers who had bought before it
 * @param buyers share of them who bought in the horizon
 */
public record Month(
    String month,
    List<String> versions,
    int customers,
    double buyers,
    Side champion,
    Side rival,
    Gap logLoss,
    Gap score80) {

  /**
   * Figures of one of the two.
   *
   * @param meanP mean of the purchase probabilities
   * @param spendBiasPct expected over actual spend of all, minus 1, in percent
   * @param score80 mean interval score of the 80 % intervals of the spend, in units of the currency
   * @param coverage80 share of spends inside them
   */
  public record Side(
      double logLoss,
      double auc,
      double meanP,
      double spendBiasPct,
      double score80,
      double coverage80) {}
}
