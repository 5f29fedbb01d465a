// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

import java.util.Arrays;

/**
 * The newest days with an order: what tells a customer's rhythm. A byte or two each when stored.
 *
 * @param days distinct UTC days since 1970, ascending, at most {@value #MOST}
 */
public record OrderDays(int[] days) {
  static final int MOST = 40;

  public static final OrderDays NONE = new OrderDays(new int[0]);

  /** With a day that is not before the newest; known already, it changes nothing. */
  OrderDays plus(long day) {
    if (days.length > 0 && days[days.length - 1] == day) return this;
    int drop = days.length >= MOST ? 1 : 0;
    int[] next = Arrays.copyOfRange(days, drop, days.length + 1);
    next[next.length - 1] = (int) day;
    return new OrderDays(next);
  }

  public int size() {
    return days.length;
  }

  /** The i-th day since 1970, 0 being the oldest kept. */
  public int get(int i) {
    return days[i];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OrderDays that && Arrays.equals(days, that.days);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(days);
  }

  @Override
  public String toString() {
    return "OrderDays" + Arrays.toString(days);
  }
}
