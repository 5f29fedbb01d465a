// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.model;

import dev.worth.core.scoring.SpendShape;
import java.util.Optional;

/**
 * What a graph answers for one row, in its own words: see {@link Model}.
 *
 * @param shape of a buyer's spend, where the model has its own word on it
 */
public record Answer(
    double logOdds, double logOrders, double logSpend, Optional<SpendShape> shape) {
  public Answer(double logOdds, double logOrders, double logSpend) {
    this(logOdds, logOrders, logSpend, Optional.empty());
  }

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
