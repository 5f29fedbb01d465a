// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.model;

/** What a graph answers for one row, in its own words: see {@link Model}. */
public record Answer(double logOdds, double logOrders, double logSpend) {
  public double probability() {
    return 1 / (1 + Math.exp(-logOdds));
  }

  public double orders() {
    return Math.exp(logOrders);
  }

  public double spend() {
    return Math.exp(logSpend);
  }
}
