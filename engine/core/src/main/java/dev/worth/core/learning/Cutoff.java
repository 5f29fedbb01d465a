// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.learning;

import java.time.Duration;
import java.time.Instant;

/**
 * Features look before, labels after.
 *
 * @param at the first moment that belongs to the future
 * @param horizonDays how far ahead labels look, more than 0 and at most 3660
 */
public record Cutoff(Instant at, double horizonDays) {
  private static final double DAY_MILLIS = 86_400_000;

  public Cutoff {
    if (!(horizonDays > 0 && horizonDays <= 3_660))
      throw new IllegalArgumentException(
          "horizon of " + horizonDays + " days: ask for more than 0 and at most 3660");
  }

  /** The first moment after the horizon. */
  public Instant end() {
    return at.plus(Duration.ofMillis(Math.round(horizonDays * DAY_MILLIS)));
  }

  /** Whether a moment lies in the horizon. */
  public boolean covers(Instant moment) {
    return !moment.isBefore(at) && moment.isBefore(end());
  }
}
