// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.customer.Kind;
import dev.worth.core.customer.Totals;
import dev.worth.core.features.Features;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.Interval;
import dev.worth.protocol.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns a state and a model into the answer a client gets. */
public final class Scoring {
  private static final double[] LEVELS = {0.5, 0.8, 0.95};

  /**
   * What is asked.
   *
   * @param now the moment the score shall belong to
   * @param horizonDays how far ahead it looks, more than 0 and at most 3660
   * @param explain whether the parts are wanted
   */
  public record Question(Instant now, double horizonDays, boolean explain) {}

  /**
   * Scores one customer.
   *
   * @param sequenceNr of the newest event in the state
   * @param currency of the shop
   */
  public static Score score(
      CustomerId customer,
      CustomerState state,
      long sequenceNr,
      Question question,
      String currency,
      Scorer scorer) {
    Features features = Features.of(state, question.now(), question.horizonDays(), currency);
    Prediction prediction = scorer.predict(features);
    var explanation =
        question.explain()
            ? scorer.explain(features)
            : new Explanation(prediction.logOdds(), List.of());
    double purchase = prediction.purchaseProbability();
    return new Score(
        customer.value(),
        question.now(),
        question.horizonDays(),
        currency,
        purchase,
        1 - purchase,
        prediction.expectedOrders(),
        prediction.expectedSpend(),
        intervals(prediction),
        prediction.percentile(),
        LifeCycle.stage(features),
        LifeCycle.basis(features),
        NextOrder.of(scorer, features, purchase).orElse(null),
        explanation.base(),
        explanation.contributions(),
        explanation.method(),
        prediction.standIn().orElseGet(scorer::version),
        sequenceNr,
        ages(state.totals(), question.now()),
        prediction.online());
  }

  private static List<Interval> intervals(Prediction prediction) {
    return Arrays.stream(LEVELS).mapToObj(prediction.spend()::interval).toList();
  }

  /** Seconds since the newest fact of each family that the score rests on. */
  private static Map<String, Long> ages(Totals totals, Instant now) {
    var ages = new TreeMap<String, Long>();
    age(ages, "order", totals.last(Kind.ORDER_PLACED), now);
    age(ages, "cart", totals.last(Kind.CART_ADDED), now);
    age(ages, "product_view", totals.last(Kind.PRODUCT_VIEWED), now);
    age(ages, "page_view", totals.last(Kind.PAGE_VIEWED), now);
    age(ages, "refund", totals.last(Kind.ORDER_REFUNDED), now);
    age(ages, "coupon", totals.last(Kind.COUPON_APPLIED), now);
    age(ages, "profile", totals.last(Kind.PROFILE_UPDATED), now);
    age(ages, "any", totals.newest(), now);
    return ages;
  }

  private static void age(Map<String, Long> ages, String what, Optional<Instant> at, Instant now) {
    at.ifPresent(t -> ages.put(what, Math.max(0, Duration.between(t, now).toSeconds())));
  }

  private Scoring() {}
}
