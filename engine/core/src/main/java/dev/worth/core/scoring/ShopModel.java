// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleUnaryOperator;

/** What a shop's customers will do, in closed form: who buys when, for how much, on which clock. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @Type(value = Backbone.class, name = "btyd"),
  @Type(value = Mixture.class, name = "mixture")
})
public sealed interface ShopModel permits Backbone, Mixture {
  /** What to expect of a customer in (now, now + horizon]. Same arguments, same answer. */
  Outlook outlook(Purchases customer, Instant now, Duration horizon);

  /**
   * Probability of at least one order within so many calendar days from now: what {@link #outlook}
   * says, for those who ask about many horizons at once.
   */
  DoubleUnaryOperator purchases(Purchases customer, Instant now);

  /** The shop's own time. */
  SeasonalClock clock();

  /** Orders (invoices) per purchase day, at least 1. */
  double ordersPerPurchase();

  /**
   * What somebody does in {@code days} of the clock after a first purchase at {@code at}: element n
   * is P(n more purchases).
   */
  double[] afterTheFirst(Instant at, double days);

  /**
   * What somebody spends of whose amounts nothing is known.
   *
   * @param counts element n is proportional to P(N = n)
   */
  SpendDistribution newcomersSpend(double pPurchase, double expectedPurchases, double[] counts);
}
