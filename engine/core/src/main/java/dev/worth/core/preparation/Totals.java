// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.preparation;

import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.QuarantineReason;
import org.jspecify.annotations.Nullable;

/**
 * Whether an order's parts can make up its total.
 *
 * <p>Shops differ on whether a line's price holds the tax and the discount already. So the total
 * may lie anywhere between the lines with every discount taken off and the lines with shipping and
 * tax put on. Rounding per line and the conversion of currencies are allowed for by one per cent
 * and one minor unit a line.
 */
final class Totals {
  private static final int ROUNDING_SHARE = 100;

  static @Nullable Implausible contradiction(OrderPlaced order) {
    long total = order.total().minor();
    long extras = order.shipping().minor() + order.tax().minor();
    long slack = order.lines().size() + 1 + total / ROUNDING_SHARE;
    if (extras > total + slack) return doubt("shipping and tax exceed the total", order);
    if (order.lines().isEmpty()) return null;
    long lines = lines(order);
    if (total > lines + extras + slack + lines / ROUNDING_SHARE)
      return doubt("the total exceeds lines, shipping and tax", order);
    if (total < lines - order.discount().minor() - slack - lines / ROUNDING_SHARE)
      return doubt("the total is below the lines less the discount", order);
    return null;
  }

  private static long lines(OrderPlaced order) {
    long sum = 0;
    for (var line : order.lines()) sum += line.price().minor() * line.quantity();
    return sum;
  }

  private static Implausible doubt(String what, OrderPlaced order) {
    return new Implausible(
        QuarantineReason.INCONSISTENT_TOTALS,
        what
            + ": total "
            + order.total().value()
            + ", lines "
            + lines(order)
            + ", shipping "
            + order.shipping().minor()
            + ", tax "
            + order.tax().minor()
            + ", discount "
            + order.discount().minor()
            + " (minor units): send parts that add up");
  }

  private Totals() {}
}
