// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The closed-form model of a shop: who buys when, for how much, on which clock.
 *
 * @param purchases model of purchase days, fitted on {@code clock}'s days
 * @param amounts model of a purchase day's gross amount; null for a shop that knows no amounts
 * @param clock the shop's own time
 * @param ordersPerPurchase orders (invoices) per purchase day, at least 1
 * @param returnRatio returns over gross sales, in [0, 1)
 */
public record Backbone(
    PurchaseModel purchases,
    @Nullable GammaGamma amounts,
    SeasonalClock clock,
    double ordersPerPurchase,
    double returnRatio)
    implements ShopModel {

  public Backbone {
    if (!(ordersPerPurchase >= 1 && ordersPerPurchase < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(
          "ordersPerPurchase is " + ordersPerPurchase + ", must be >= 1 and finite");
    if (!(returnRatio >= 0 && returnRatio < 1))
      throw new IllegalArgumentException("returnRatio is " + returnRatio + ", must lie in [0, 1)");
  }

  @Override
  public Outlook outlook(Purchases customer, Instant now, Duration horizon) {
    if (horizon.isNegative() || horizon.isZero())
      throw new IllegalArgumentException("horizon is " + horizon + ", must be positive");
    return outlook(history(customer, clock, now), clock.elapsed(now, now.plus(horizon)));
  }

  @Override
  public DoubleUnaryOperator purchases(Purchases customer, Instant now) {
    var history = history(customer, clock, now);
    return days -> purchases.pPurchase(history, clock.elapsed(now, ClosedForm.after(now, days)));
  }

  /** The same in the clock's days, for callers that keep histories. */
  public Outlook outlook(PurchaseHistory history, double horizonDays) {
    double p = purchases.pPurchase(history, horizonDays);
    double expected = purchases.expectedOrders(history, horizonDays);
    var spend = spend(history, horizonDays, p, expected);
    return new Outlook(
        p, purchases.pAlive(history), expected * ordersPerPurchase, spend.mean(), spend);
  }

  /**
   * The customer on a shop's clock. Purchases count from the start of their UTC day, so a purchase
   * later on the day of {@code now} is no contradiction.
   */
  public static PurchaseHistory history(Purchases customer, SeasonalClock clock, Instant now) {
    var first = customer.first().truncatedTo(ChronoUnit.DAYS);
    var last = customer.last().truncatedTo(ChronoUnit.DAYS);
    if (now.isBefore(last))
      throw new IllegalArgumentException(
          "the last purchase " + customer.last() + " lies after now, " + now);
    double recency = clock.elapsed(first, last);
    double age = Math.max(recency, clock.elapsed(first, now));
    return new PurchaseHistory(
        customer.repeats(), recency, age, customer.paid(), customer.meanAmount());
  }

  @Override
  public double[] afterTheFirst(Instant at, double days) {
    return purchases.orderCounts(PurchaseHistory.of(0, 0, 0), days);
  }

  @Override
  public SpendDistribution newcomersSpend(double p, double expected, double[] counts) {
    if (amounts == null) return SpendDistribution.nothing();
    return SpendDistribution.of(p, expected, counts, amounts.given(0, 0)).net(returnRatio);
  }

  private SpendDistribution spend(
      PurchaseHistory h, double horizonDays, double p, double expected) {
    if (amounts == null) return SpendDistribution.nothing();
    var value = amounts.given(h.orders(), h.meanAmount());
    double[] counts = purchases.orderCounts(h, horizonDays);
    return SpendDistribution.of(p, expected, counts, value).net(returnRatio);
  }
}
