// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer: what a customer is worth over a horizon, as far as the facts up to {@code asOf} tell.
 * Probabilities are in [0, 1], money is in the shop's currency.
 *
 * @param customer whom it is about
 * @param asOf the moment the score belongs to
 * @param horizonDays how far ahead it looks
 * @param purchaseProbability of at least one order in the horizon
 * @param lapseProbability of none: 1 - purchaseProbability
 * @param expectedOrders mean number of orders in the horizon
 * @param expectedSpend mean spend in the horizon; sums over customers are totals
 * @param intervals of the spend at 50, 80 and 95 %
 * @param percentile 0 to 100: share of the model's reference customers with a lower expected spend
 * @param nextOrder median of the time of the next order, given that it comes within the horizon;
 *     null where none is likelier than one
 * @param baseLogOdds log-odds of a purchase for the reference customer; with the contributions it
 *     sums to the score's
 * @param contributions largest first; empty unless asked for
 * @param explainedBy how the contributions were found: {@code additive}, the model's own sum, or
 *     {@code path}, differences between customers who could exist
 * @param modelVersion which bundle answered, or the baseline
 * @param sequenceNr the customer's facts it includes: all up to this number
 * @param inputAges age in seconds of the newest input of each kind at {@code asOf}
 * @param online log-odds that outcomes since the model was trained add to its own
 */
public record Score(
    String customer,
    Instant asOf,
    double horizonDays,
    String currency,
    double purchaseProbability,
    double lapseProbability,
    double expectedOrders,
    double expectedSpend,
    List<Interval> intervals,
    double percentile,
    Stage stage,
    Basis basis,
    @Nullable Instant nextOrder,
    double baseLogOdds,
    List<Contribution> contributions,
    String explainedBy,
    String modelVersion,
    long sequenceNr,
    Map<String, Long> inputAges,
    double online) {}
