// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.protocol.CustomerEvent.ForecastMade;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Score;
import java.time.Instant;

/** Scores as forecasts that are kept, and the ids they go by. */
public final class Forecasts {
  /**
   * A score as it is kept.
   *
   * @param id what an outcome names
   */
  public static ForecastMade made(String id, Score score) {
    return new ForecastMade(
        new EventKey(ForecastMade.SOURCE, id),
        score.asOf(),
        score.horizonDays(),
        score.modelVersion(),
        score.stage(),
        score.basis(),
        score.purchaseProbability(),
        score.online(),
        score.expectedOrders(),
        score.expectedSpend(),
        score.intervals());
  }

  /**
   * The id of the forecast that is made of a customer at a cut-off: the same one whoever makes it,
   * and however often.
   */
  public static String id(CustomerId customer, Instant cutoff, double horizonDays) {
    String what = cutoff.toEpochMilli() + "/" + horizonDays;
    return "c-%016x".formatted(new EventKey(what, customer.value()).hash());
  }

  private Forecasts() {}
}
