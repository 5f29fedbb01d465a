// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.features;

import dev.worth.core.customer.Signal;
import dev.worth.core.customer.Sum;
import dev.worth.core.customer.Totals;
import java.util.OptionalDouble;

/**
 * A customer's own normal of a feature, in the feature's unit: what it would be if the customer
 * went on as before. Only of features that tell how things are lately; a count of all orders has
 * none.
 */
public final class Usual {
  /** Empty where the customer has no normal yet, or the feature none. */
  public static OptionalDouble of(Feature feature, Features customer) {
    return switch (feature) {
      case RECENCY, LAST_GAP -> gap(customer, Math.log1p(customer.totals().gaps().mean()));
      case OVERDUE -> gap(customer, 1);
      case LAST_ORDER, LARGEST_ORDER -> ordered(customer, Math.log1p(customer.meanOrder()));
      case BROWSING_7D -> steady(customer, Signal.BROWSING, 7);
      case INTENT_7D -> steady(customer, Signal.INTENT, 7);
      case ORDERS_7D -> steady(customer, Signal.ORDERS, 7);
      case SPEND_7D -> steady(customer, Signal.SPEND, 7);
      case RETURNS_7D -> steady(customer, Signal.RETURNS, 7);
      case COUPONS_7D -> steady(customer, Signal.COUPONS, 7);
      case BROWSING_30D -> steady(customer, Signal.BROWSING, 30);
      case INTENT_30D -> steady(customer, Signal.INTENT, 30);
      case ORDERS_30D -> steady(customer, Signal.ORDERS, 30);
      case SPEND_30D -> steady(customer, Signal.SPEND, 30);
      case RETURNS_30D -> steady(customer, Signal.RETURNS, 30);
      case COUPONS_30D -> steady(customer, Signal.COUPONS, 30);
      case ORDERS_90D -> lifelong(customer, customer.totals().orders());
      case SPEND_90D -> lifelong(customer, customer.money(Sum.GROSS));
      default -> OptionalDouble.empty();
    };
  }

  /** Needs two days with an order. */
  private static OptionalDouble gap(Features customer, double value) {
    return customer.totals().gaps().n() == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static OptionalDouble ordered(Features customer, double value) {
    return customer.orders() == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Of steady activity, decayed sums are in proportion to their half-lives: from that of 90. */
  private static OptionalDouble steady(Features customer, Signal signal, double halfLife) {
    return OptionalDouble.of(Math.log1p(customer.activity(2, signal) * halfLife / 90));
  }

  /** Of as much since the first order, evenly: a rate times 90 days over the logarithm of 2. */
  private static OptionalDouble lifelong(Features customer, double sum) {
    Totals totals = customer.totals();
    double days = customer.daysSince(totals.firstOrder(), 0);
    return days < 90
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.log1p(sum / days * 90 / Math.log(2)));
  }

  private Usual() {}
}
