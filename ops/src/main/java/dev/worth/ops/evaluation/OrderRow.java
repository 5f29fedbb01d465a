// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import java.util.Comparator;

/**
 * One line of an orders file, checked.
 *
 * @param at milliseconds since 1970
 * @param purchase or else a return
 * @param minor the amount as written, in minor units of the shop's currency, of either sign
 * @param invoice the shop's number of the order, empty when the file has none
 */
record OrderRow(long at, boolean purchase, long minor, String invoice) {
  /** An order that depends on nothing but the content: shuffling a file changes no prediction. */
  static final Comparator<OrderRow> BY_CONTENT =
      Comparator.comparingLong(OrderRow::at)
          .thenComparing(OrderRow::purchase, Comparator.reverseOrder())
          .thenComparing(OrderRow::invoice)
          .thenComparingLong(OrderRow::minor);
}
