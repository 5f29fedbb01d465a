// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.customer.Moments;
import dev.worth.core.customer.Sum;
import dev.worth.core.customer.Totals;
import dev.worth.core.features.Features;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleUnaryOperator;

/**
 * All of a shop that is known in closed form; what {@link BundleContract#BACKBONE} holds.
 *
 * @param backbone of customers with an order
 * @param prospects of those without one
 */
public record ClosedForm(ShopModel backbone, Prospects prospects) {
  private static final double DAY_MILLIS = 86_400_000;

  /** What to expect of a customer within the horizon asked for. Total: it has an answer for all. */
  public Outlook outlook(Features features) {
    var horizon = Duration.between(features.now(), after(features.now(), features.horizonDays()));
    return features.orderDays() == 0
        ? prospect(features, horizon)
        : backbone.outlook(purchases(features), features.now(), horizon);
  }

  /**
   * Probability of at least one order within any number of days: what {@link #outlook} says of it.
   */
  DoubleUnaryOperator curve(Features features) {
    Instant now = features.now();
    if (features.orderDays() > 0) return backbone.purchases(purchases(features), now);
    double waited = waited(features);
    return days -> prospects.pPurchase(waited, backbone.clock().elapsed(now, after(now, days)));
  }

  /** The same moved to where a model puts it: so many log-odds higher at every horizon. */
  public DoubleUnaryOperator curve(Features features, double logOddsMore) {
    var own = curve(features);
    return days ->
        1 / (1 + Math.exp(-BackboneInputs.logOdds(own.applyAsDouble(days)) - logOddsMore));
  }

  /** Days later, to the millisecond, and a millisecond at least. */
  static Instant after(Instant now, double days) {
    return now.plusMillis(Math.max(1, Math.round(days * DAY_MILLIS)));
  }

  /**
   * The purchases of a customer with an order. An order that the shop's clock puts after now counts
   * as placed now.
   */
  public static Purchases purchases(Features features) {
    Totals totals = features.totals();
    Instant last = earlier(totals.lastOrder().orElseThrow(), features.now());
    Instant first = earlier(totals.firstOrder().orElseThrow(), last);
    int days = Math.toIntExact(features.orderDays());
    int paid = Math.toIntExact(totals.sum(Sum.PAID_DAYS));
    double mean = features.money(Sum.GROSS) / Math.max(1, paid);
    return new Purchases(first, last, days - 1, paid, mean, totals.orderDays(), inUnits(features));
  }

  /** The logarithms of amounts, moved from minor to whole units of the currency. */
  private static Moments inUnits(Features features) {
    var logs = features.totals().logOrders();
    return logs.n() == 0
        ? logs
        : new Moments(logs.n(), logs.mean() - Math.log(features.minorPerUnit()), logs.m2());
  }

  /**
   * Somebody without an order: one may come by the law of waiting, and whoever has ordered goes on
   * as a new customer does. A first order falls on average in the middle of the horizon, so half of
   * it is left for more.
   */
  private Outlook prospect(Features features, Duration ahead) {
    Instant now = features.now();
    double waited = waited(features);
    double horizon = backbone.clock().elapsed(now, now.plus(ahead));
    double p = prospects.pPurchase(waited, horizon);
    double[] counts = prospects.orderCounts(p, backbone.afterTheFirst(now, horizon / 2));
    double expected = OrderCounts.mean(counts);
    var spend = backbone.newcomersSpend(p, expected, counts);
    return new Outlook(p, 1, expected * backbone.ordersPerPurchase(), spend.mean(), spend);
  }

  /** Days of the shop's clock since a prospect was first heard of. */
  private double waited(Features features) {
    Instant now = features.now();
    Instant since = earlier(features.totals().first().orElse(now), now);
    return Math.max(0, backbone.clock().elapsed(since, now));
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
