// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A model of when a customer buys and when they stop: "buy till you die".
 *
 * <p>All times are days of whatever clock the parameters were fitted on. Histories and horizons
 * must come from the same clock.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @Type(value = BgNbd.class, name = "bgnbd"),
  @Type(value = ParetoNbd.class, name = "pnbd")
})
public sealed interface PurchaseModel permits BgNbd, ParetoNbd {

  /**
   * Natural logarithm of the likelihood of the purchase times, as published (no binomial terms).
   */
  double logLikelihood(PurchaseHistory history);

  /** Probability that the customer has not yet stopped for good. */
  double pAlive(PurchaseHistory history);

  /** Mean number of purchases within the next {@code horizon} days. */
  double expectedOrders(PurchaseHistory history, double horizon);

  /**
   * Distribution of the number of purchases within the next {@code horizon} days: element n is P(N
   * = n). Ends where less than {@link OrderCounts#NEGLIGIBLE} is left or at {@link
   * OrderCounts#LONGEST} purchases, so it may sum to slightly less than 1.
   */
  double[] orderCounts(PurchaseHistory history, double horizon);

  /**
   * Probability of at least one purchase within the next {@code horizon} days.
   *
   * <p>"Nothing in the horizon" is the same event as the same history seen at age + horizon, so the
   * probability is one minus a ratio of two likelihoods, exactly, for every model of this kind.
   */
  default double pPurchase(PurchaseHistory history, double horizon) {
    double quiet = logLikelihood(history.quietFor(horizon)) - logLikelihood(history);
    return Math.min(1, Math.max(0, -Math.expm1(quiet)));
  }
}
