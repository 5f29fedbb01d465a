// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.learning.Cutoff;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Moments inside a history at which a model may look back and learn what came next, the newest
 * first. Every horizon ends before the cut. Landmarks are half a horizon apart, so every other pair
 * of horizons does not overlap.
 */
final class Landmarks {
  private static final int MOST = 4;

  /**
   * No landmark comes before this share of the history: there must be something to look back at.
   */
  private static final double LEAST_BEFORE = 0.2;

  private static final double SHORTEST_DAYS = 1;
  private static final double DAY_MILLIS = 86_400_000;

  /** Empty when the history is shorter than two days. */
  static List<Cutoff> of(Instant from, Instant cut, double horizonDays) {
    double span = Duration.between(from, cut).toMillis() / DAY_MILLIS;
    double horizon = Math.min(horizonDays, span / 2);
    var landmarks = new ArrayList<Cutoff>();
    if (horizon < SHORTEST_DAYS) return landmarks;
    for (int k = 0; k < MOST; k++) {
      double back = horizon * (1 + k / 2.0);
      if (span - back < LEAST_BEFORE * span) break;
      landmarks.add(new Cutoff(daysBefore(cut, back), horizon));
    }
    return landmarks;
  }

  /** Those whose horizon has ended when the given one begins. */
  static List<Integer> before(List<Cutoff> landmarks, Cutoff newest) {
    var earlier = new ArrayList<Integer>();
    for (int k = 0; k < landmarks.size(); k++)
      if (!landmarks.get(k).end().isAfter(newest.at())) earlier.add(k);
    return earlier;
  }

  private static Instant daysBefore(Instant cut, double days) {
    return cut.minus(Duration.ofMillis(Math.round(days * DAY_MILLIS))).truncatedTo(ChronoUnit.DAYS);
  }

  private Landmarks() {}
}
