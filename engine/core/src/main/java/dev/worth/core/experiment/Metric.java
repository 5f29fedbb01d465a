// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

import dev.worth.core.learning.Label;
import dev.worth.protocol.Score;

/**
 * What is compared: something that a customer does within some days of the exposure.
 *
 * @param days length of the window, more than 0 and at most 365
 */
public record Metric(Kind kind, double days) {
  private static final double LONGEST = 365;

  /** What is measured. */
  public enum Kind {
    /** 1 for at least one order, else 0. */
    PURCHASED,
    /** Orders placed and not cancelled. */
    ORDERS,
    /** Paid less what was returned, in units of the shop's currency. */
    SPEND
  }

  public Metric {
    if (!(days > 0 && days <= LONGEST))
      throw new IllegalArgumentException(
          "metric over %s days: send more than 0 and at most 365".formatted(days));
  }

  /** The outcome: the same label that models are trained on. */
  public double of(Label label) {
    return switch (kind) {
      case PURCHASED -> label.purchased() ? 1 : 0;
      case ORDERS -> label.orders();
      case SPEND -> label.spend();
    };
  }

  /** What a score foretells of the outcome; its horizon must be {@link #days()}. */
  public double foretold(Score score) {
    return switch (kind) {
      case PURCHASED -> score.purchaseProbability();
      case ORDERS -> score.expectedOrders();
      case SPEND -> score.expectedSpend();
    };
  }
}
