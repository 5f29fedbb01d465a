// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.preparation;

import java.time.Duration;
import java.time.Instant;

/**
 * What is still believed. A shop of houses or screws sets its own.
 *
 * @param largestAmount of one order, price or refund, in whole units of the shop's currency
 * @param largestQuantity of one product in one order or cart
 * @param clockSkew how far a sender's clock may run ahead of ours
 * @param earliest nothing happened before this: there were no web shops
 * @param longestDwell on one page
 */
public record Limits(
    long largestAmount,
    int largestQuantity,
    Duration clockSkew,
    Instant earliest,
    Duration longestDwell) {
  public static final long LARGEST_AMOUNT = 1_000_000;
  public static final int LARGEST_QUANTITY = 10_000;
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(10);
  public static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  public static final Duration LONGEST_DWELL = Duration.ofHours(24);

  public static final Limits USUAL =
      new Limits(LARGEST_AMOUNT, LARGEST_QUANTITY, CLOCK_SKEW, EARLIEST, LONGEST_DWELL);

  public Limits {
    if (largestAmount < 1 || largestAmount > ShopRules.COUNTABLE)
      throw new IllegalArgumentException(
          "largest amount " + largestAmount + " is outside 1 to " + ShopRules.COUNTABLE);
    if (largestQuantity < 1)
      throw new IllegalArgumentException("largest quantity " + largestQuantity + " is below 1");
  }
}
