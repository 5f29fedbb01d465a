// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

import java.util.Arrays;
import java.util.List;

/**
 * Exponentially decayed sums: each fact counts half as much after one half-life. Kept as of the
 * newest fact folded and aged to any later moment on reading.
 *
 * @param at the moment the sums belong to, milliseconds since 1970
 * @param sums {@code [half-life][signal]}, flat
 */
record Activity(long at, double[] sums) {
  static final int[] HALF_LIVES = {7, 30, 90};
  static final int SIGNALS = Signal.values().length;
  private static final double DAY = 86_400_000.0;
  private static final double LN2 = StrictMath.log(2);
  static final Activity NONE = new Activity(0, new double[HALF_LIVES.length * SIGNALS]);

  /** With further entries, none before any added so far. */
  Activity plus(List<Entry> entries) {
    double[] next = sums.clone();
    long newest = at;
    for (Entry entry : entries) {
      double[] decay = decays(Math.max(0, entry.at() - newest));
      for (int h = 0; h < HALF_LIVES.length; h++) {
        for (int s = 0; s < SIGNALS; s++) next[h * SIGNALS + s] *= decay[h];
        count(next, h * SIGNALS, entry);
      }
      newest = Math.max(newest, entry.at());
    }
    return new Activity(newest, next);
  }

  /** The sum of one signal as it stands at a moment. */
  double at(long now, int halfLife, Signal signal) {
    return sums[halfLife * SIGNALS + signal.ordinal()] * decays(Math.max(0, now - at))[halfLife];
  }

  /**
   * What is left of a sum after some time, for each half-life. All three are whole powers of what
   * is left at a half-life of 630 days, so one exponential gives them all.
   */
  private static double[] decays(long millis) {
    double b = StrictMath.exp(-LN2 * millis / (DAY * 630));
    double b2 = b * b;
    double b4 = b2 * b2;
    double b7 = b4 * b2 * b;
    double b21 = b7 * b7 * b7;
    double b42 = b21 * b21;
    return new double[] {b42 * b42 * b4 * b2, b21, b7};
  }

  private static void count(double[] sums, int from, Entry entry) {
    switch (entry.kind()) {
      case PROFILE_UPDATED,
          CONSENT_CHANGED,
          REVIEWED,
          PAYMENT_ATTEMPTED,
          PAYMENT_CAPTURED,
          PAYMENT_FAILED -> {}
      case SIGNED_IN, PAGE_VIEWED, PRODUCT_VIEWED, SEARCHED, CLICKED ->
          sums[from + Signal.BROWSING.ordinal()]++;
      case FAVOURITE_ADDED, FAVOURITE_REMOVED, CART_ADDED, CART_REMOVED, CHECKOUT_STARTED ->
          sums[from + Signal.INTENT.ordinal()]++;
      case ORDER_PLACED -> {
        sums[from + Signal.ORDERS.ordinal()]++;
        sums[from + Signal.SPEND.ordinal()] += entry.minor();
      }
      case ORDER_CANCELLED, ORDER_REFUNDED -> sums[from + Signal.RETURNS.ordinal()]++;
      case COUPON_ISSUED, COUPON_APPLIED, COUPON_DENIED -> sums[from + Signal.COUPONS.ordinal()]++;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Activity that && at == that.at && Arrays.equals(sums, that.sums);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sums);
  }
}
