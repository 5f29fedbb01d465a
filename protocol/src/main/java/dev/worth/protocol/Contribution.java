// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One part of an explanation.
 *
 * @param code versioned name of the reason, stable across releases
 * @param english for people
 * @param chinese for people
 * @param value what was observed, in {@code unit}
 * @param unit of the value
 * @param logOdds what it adds to the log-odds of a purchase
 * @param usual what is normal for this customer, in {@code unit}; null where nothing is
 * @param peers what is normal among customers with as much history; null where nobody is known
 */
public record Contribution(
    String code,
    String english,
    String chinese,
    double value,
    String unit,
    double logOdds,
    @Nullable Double usual,
    @Nullable Double peers) {
  /** With nothing to compare with. */
  public Contribution(
      String code, String english, String chinese, double value, String unit, double logOdds) {
    this(code, english, chinese, value, unit, logOdds, null, null);
  }

  /** The same with what is normal beside it. */
  public Contribution beside(OptionalDouble usual, OptionalDouble peers) {
    return new Contribution(
        code, english, chinese, value, unit, logOdds, orNull(usual), orNull(peers));
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }
}
