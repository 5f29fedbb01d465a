// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

import dev.worth.core.scoring.Purchases;
import java.time.Instant;

/**
 * A customer's orders before a cut, one entry per UTC day: orders of one day are one purchase, as
 * the literature counts.
 *
 * @param first epoch second of the start of the first purchase day
 * @param last epoch second of the start of the last purchase day
 * @param days purchase days
 * @param orders orders on those days
 * @param gross sum of their amounts
 * @param all amounts of all days
 * @param repeated amounts of all days but the first
 */
record PurchaseDays(
    long first, long last, int days, int orders, double gross, Amounts all, Amounts repeated) {
  private static final long DAY = 86_400;

  /** With no order before the cut, days is 0. */
  static PurchaseDays of(PurchaseRecord customer, Instant cut) {
    long[] times = customer.times();
    int orders = 0;
    int days = 0;
    int paid = 0;
    double gross = 0;
    double opening = 0; // amount of the first day
    while (orders < times.length && times[orders] < cut.getEpochSecond()) {
      int end = endOfDay(times, orders, cut.getEpochSecond());
      double amount = sum(customer.amounts(), orders, end);
      if (days++ == 0) opening = amount;
      if (amount > 0) {
        paid++;
        gross += amount;
      }
      orders = end;
    }
    int paidAtOnce = opening > 0 ? 1 : 0;
    return new PurchaseDays(
        day(times[0]) * DAY,
        day(times[Math.max(0, orders - 1)]) * DAY,
        days,
        orders,
        gross,
        Amounts.of(paid, gross),
        Amounts.of(paid - paidAtOnce, gross - Math.max(0, opening)));
  }

  Purchases purchases() {
    return new Purchases(
        Instant.ofEpochSecond(first), Instant.ofEpochSecond(last), days - 1, all.n(), all.mean());
  }

  private static int endOfDay(long[] times, int from, long cut) {
    int end = from;
    while (end < times.length && times[end] < cut && day(times[end]) == day(times[from])) end++;
    return end;
  }

  private static double sum(double[] amounts, int from, int end) {
    double sum = 0;
    for (int i = from; i < end; i++) sum += amounts[i];
    return sum;
  }

  private static long day(long epochSecond) {
    return Math.floorDiv(epochSecond, DAY);
  }
}
