// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.renewal;

import dev.worth.learning.btyd.PurchaseRecord;
import java.time.Instant;
import java.util.Arrays;

/**
 * One customer's purchases before a cut, one entry per UTC day.
 *
 * @param days since 1970, ascending, at least one
 * @param amounts {@code [n]} gross of each day in currency units
 * @param orders on those days
 */
record Buyer(int[] days, double[] amounts, int orders) {
  private static final long DAY = 86_400;

  /** With no order before the cut, it has no days. */
  static Buyer of(PurchaseRecord customer, Instant cut) {
    long[] times = customer.times();
    int[] days = new int[times.length];
    double[] amounts = new double[times.length];
    int n = 0;
    int orders = 0;
    for (; orders < times.length && times[orders] < cut.getEpochSecond(); orders++) {
      int day = (int) Math.floorDiv(times[orders], DAY);
      if (n == 0 || days[n - 1] != day) days[n++] = day;
      amounts[n - 1] += customer.amounts()[orders];
    }
    return new Buyer(Arrays.copyOf(days, n), Arrays.copyOf(amounts, n), orders);
  }

  int first() {
    return days[0];
  }

  int last() {
    return days[days.length - 1];
  }

  int repeats() {
    return days.length - 1;
  }
}
