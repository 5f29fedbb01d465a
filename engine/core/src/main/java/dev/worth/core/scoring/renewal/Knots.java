// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring.renewal;

/**
 * Times at which tables are kept: every quarter of a day up to 8 days, then sixteen to each
 * doubling, up to 16,384 days. Later times count as the last.
 */
final class Knots {
  static final double FIRST_STEP = 0.25;
  static final int FIRST_STEPS = 32;
  static final int STEPS = 16;
  static final int DOUBLINGS = 11;
  static final int COUNT = FIRST_STEPS + STEPS * DOUBLINGS + 1;

  private static final double FIRST_END = FIRST_STEP * FIRST_STEPS;

  /** The place of a time between the knots: {@link #COUNT} - 1 at most. */
  static double place(double days) {
    if (!(days > 0)) return 0;
    if (days < FIRST_END) return days / FIRST_STEP;
    int doubling = Math.getExponent(days / FIRST_END);
    if (doubling >= DOUBLINGS) return COUNT - 1;
    double start = Math.scalb(FIRST_END, doubling);
    return FIRST_STEPS + STEPS * (doubling + (days - start) / start);
  }

  private Knots() {}
}
