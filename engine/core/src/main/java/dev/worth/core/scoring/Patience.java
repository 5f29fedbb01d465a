// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.customer.OrderDays;
import dev.worth.core.customer.Sum;
import dev.worth.core.customer.Totals;

/**
 * How long a customer may be silent before that says something about them.
 *
 * <p>Twice the usual gap between order days is late, four times is gone. So that somebody who
 * orders now and then does not go back and forth, what they came back from lately is habit: to
 * count as late again, a silence must pass the longest of the last {@value #REMEMBERED} gaps by
 * {@value #MARGIN} times, up to twice the plain limit. It depends on the orders alone, so it is the
 * same whoever asks, whenever, and after a replay.
 *
 * @param cooling days of silence after which a customer is later than usual
 * @param lapsed days of silence after which a customer is probably gone
 */
record Patience(double cooling, double lapsed) {
  /** A usual gap to judge a first-time buyer by, days. */
  static final double FIRST_GAP = 60;

  /** Nobody is called late sooner than by this gap, days. */
  static final double SHORTEST_GAP = 14;

  static final double COOLING_AFTER_GAPS = 2;
  static final double LAPSED_AFTER_GAPS = 4;

  /** Nobody is called lapsed sooner than this, days. */
  static final double LAPSED_AFTER_DAYS = 180;

  static final double MARGIN = 1.25;
  static final int REMEMBERED = 12;

  /** With the silence since the newest order. */
  static Patience now(Totals totals) {
    return before(totals, 0);
  }

  /** With the silence that the newest order ended; there must be one. */
  static Patience beforeTheLast(Totals totals) {
    return before(totals, 1);
  }

  /**
   * @param left out: so many of the newest gaps
   */
  private static Patience before(Totals totals, int left) {
    long n = totals.gaps().n() - left;
    if (n <= 0) return of(FIRST_GAP, 0);
    double all = totals.gaps().mean() * totals.gaps().n();
    double rest = left == 0 ? all : all - totals.sum(Sum.LAST_GAP);
    return of(Math.max(SHORTEST_GAP, rest / n), longest(totals.orderDays(), left));
  }

  /**
   * @param usual gap, days
   * @param survived the longest silence lately that an order ended, days
   */
  static Patience of(double usual, double survived) {
    double margin = MARGIN * survived;
    double late = COOLING_AFTER_GAPS * usual;
    double gone = LAPSED_AFTER_GAPS * usual;
    return new Patience(
        Math.clamp(margin, late, 2 * late),
        Math.max(LAPSED_AFTER_DAYS, Math.clamp(margin, gone, 2 * gone)));
  }

  private static double longest(OrderDays days, int left) {
    int newest = days.size() - 1 - left;
    int longest = 0;
    for (int i = newest; i > 0 && i > newest - REMEMBERED; i--)
      longest = Math.max(longest, days.get(i) - days.get(i - 1));
    return longest;
  }
}
