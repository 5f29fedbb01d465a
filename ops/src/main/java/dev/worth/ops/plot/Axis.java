// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.plot;

import java.util.Collections;
import java.util.List;

/**
 * A range with round ticks: whole multiples of 1, 2 or 5 times a power of ten.
 *
 * @param low first tick
 * @param step between two
 * @param steps how many
 */
record Axis(double low, double step, int steps) {
  private static final int WANTED = 5;

  /** From 0, or below if a value is, to the largest value. */
  static Axis over(List<Double> values) {
    double low = values.isEmpty() ? 0 : Math.min(0, Collections.min(values));
    double high = values.isEmpty() ? 1 : Math.max(0, Collections.max(values));
    double step = round((high > low ? high - low : 1) / WANTED);
    double first = Math.floor(low / step) * step;
    return new Axis(first, step, Math.max(1, (int) Math.ceil((high - first) / step - 1e-9)));
  }

  /** The next round number from there on. */
  private static double round(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : new double[] {1, 2, 5})
      if (factor * power >= rough * (1 - 1e-9)) return factor * power;
    return 10 * power;
  }

  double tick(int i) {
    return low + i * step;
  }

  /** Where a value lies, 0 to 1. */
  double place(double value) {
    return (value - low) / (steps * step);
  }
}
