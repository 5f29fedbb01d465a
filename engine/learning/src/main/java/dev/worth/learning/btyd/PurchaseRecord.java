// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

/**
 * One customer's orders as the fits want them: primitive and in time order.
 *
 * @param times epoch seconds of the orders, ascending, not empty
 * @param amounts gross amount of each order in currency units; all 0 where amounts are unknown
 * @param returned sum of what was returned so far, a positive number
 */
public record PurchaseRecord(long[] times, double[] amounts, double returned) {

  public PurchaseRecord {
    if (times.length == 0) throw new IllegalArgumentException("a purchase record without orders");
    if (times.length != amounts.length)
      throw new IllegalArgumentException(
          times.length + " order times but " + amounts.length + " amounts");
    for (int i = 1; i < times.length; i++)
      if (times[i] < times[i - 1])
        throw new IllegalArgumentException("order times are not ascending at " + times[i]);
    if (!(returned >= 0))
      throw new IllegalArgumentException("returned is " + returned + ", must be >= 0");
  }
}
