// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.customer.Moments;
import dev.worth.core.customer.OrderDays;
import java.time.Instant;

/**
 * One customer's purchases in calendar terms, as {@link Backbone} wants them. A purchase is a UTC
 * day with at least one order: orders of one day are one purchase.
 *
 * @param first any instant of the first purchase day
 * @param last any instant of the last purchase day; equal to first without repeats
 * @param repeats purchase days after the first
 * @param paid purchase days with an amount above 0 (the first one too); 0 where amounts are unknown
 * @param meanAmount mean gross amount of those days, in currency units
 * @param recent the newest purchase days, as many as are remembered
 * @param logAmounts of the logarithms of orders' amounts above 0, in currency units
 */
public record Purchases(
    Instant first,
    Instant last,
    int repeats,
    int paid,
    double meanAmount,
    OrderDays recent,
    Moments logAmounts) {

  /** Without the newest days: as if the gaps were spread around their mean. */
  public Purchases(Instant first, Instant last, int repeats, int paid, double meanAmount) {
    this(first, last, repeats, paid, meanAmount, OrderDays.NONE, Moments.NONE);
  }

  /** Every purchase day has an amount, or, with a mean of 0, none has. */
  public Purchases(Instant first, Instant last, int repeats, double meanAmount) {
    this(first, last, repeats, meanAmount > 0 ? repeats + 1 : 0, meanAmount);
  }

  public Purchases {
    if (last.isBefore(first))
      throw new IllegalArgumentException(
          "last purchase " + last + " is before the first, " + first);
  }
}
