// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.features.Features;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * When a customer's next order is to be expected: the median of the time to it, given that it comes
 * within the horizon. There is none where no order in the horizon, a lapse, is likelier than one.
 */
final class NextOrder {
  /** Days: half of one either way says nothing to people. */
  private static final double PRECISION = 0.5;

  private static final double DAY_MILLIS = 86_400_000;

  /**
   * @param p probability of an order in the horizon
   */
  static Optional<Instant> of(Scorer scorer, Features features, double p) {
    if (p < 0.5) return Optional.empty();
    double days = median(scorer.purchases(features), p, features.horizonDays());
    return Optional.of(features.now().plus(Duration.ofMillis(Math.round(days * DAY_MILLIS))));
  }

  /**
   * The shortest time, up to {@link #PRECISION}, by which half of the probability is reached.
   *
   * @param within probability of an order within so many days; never falls
   */
  static double median(DoubleUnaryOperator within, double p, double horizonDays) {
    double early = 0;
    double late = horizonDays;
    while (late - early > PRECISION) {
      double middle = (early + late) / 2;
      if (within.applyAsDouble(middle) < p / 2) early = middle;
      else late = middle;
    }
    return late;
  }

  private NextOrder() {}
}
