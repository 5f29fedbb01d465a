// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.features;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.customer.Kind;
import dev.worth.core.customer.Signal;
import dev.worth.core.customer.Sum;
import dev.worth.core.customer.Totals;
import dev.worth.protocol.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a model sees of one customer at one moment for one horizon. Made by the same function in
 * training and in serving.
 *
 * @param totals sums over the facts known then
 * @param now the moment
 * @param horizonDays how far ahead the question looks
 * @param minorPerUnit minor units in one unit of the shop's currency: 100 for EUR
 */
public record Features(Totals totals, Instant now, double horizonDays, double minorPerUnit) {
  private static final Feature[] ALL = Feature.values();
  private static final double DAY = 86_400_000.0;
  private static final double NEVER_DAYS = 3_650;

  public Features {
    if (!(horizonDays > 0 && horizonDays <= 3_660)) {
      throw new IllegalArgumentException(
          "horizon of " + horizonDays + " days: ask for more than 0 and at most 3660");
    }
  }

  public static Features of(CustomerState state, Instant now, double horizonDays, String currency) {
    return new Features(state.totals(), now, horizonDays, Math.pow(10, Money.digits(currency)));
  }

  /** The same customer at the same moment, asked about another horizon. */
  public Features within(double days) {
    return days == horizonDays ? this : new Features(totals, now, days, minorPerUnit);
  }

  /** The same facts at the moment of the newest order; empty without one. */
  public Optional<Features> justOrdered() {
    return totals
        .lastOrder()
        .map(at -> new Features(totals, at.isBefore(now) ? at : now, horizonDays, minorPerUnit));
  }

  /** Every feature in schema order, all finite. */
  public float[] vector() {
    float[] vector = new float[ALL.length];
    for (int i = 0; i < ALL.length; i++) vector[i] = (float) ALL[i].of(this);
    return vector;
  }

  /** Orders placed and not cancelled. */
  public long orders() {
    return totals.orders();
  }

  /** Distinct UTC days with an order. */
  public long orderDays() {
    return totals.sum(Sum.ORDER_DAYS);
  }

  /** An amount in units of the shop's currency. */
  public double money(Sum sum) {
    return totals.sum(sum) / minorPerUnit;
  }

  /** Mean order value before returns, in units of the shop's currency; 0 without an order. */
  public double meanOrder() {
    return ratio(money(Sum.GROSS), totals.count(Kind.ORDER_PLACED));
  }

  /** Days from a moment to now, never below 0. */
  public double daysSince(Optional<Instant> then, double otherwise) {
    return then.map(t -> Math.max(0, Duration.between(t, now).toMillis() / DAY)).orElse(otherwise);
  }

  /** Days from a moment to now; ten years when it never was. */
  double daysSince(Optional<Instant> then) {
    return daysSince(then, NEVER_DAYS);
  }

  double daysSinceAny() {
    return totals.newest().map(t -> daysSince(Optional.of(t), 0)).orElse(0.0);
  }

  double overdue() {
    double usual = totals.gaps().n() == 0 ? 0 : totals.gaps().mean();
    return usual == 0 ? 0 : Math.min(20, daysSince(totals.last(Kind.ORDER_PLACED), 0) / usual);
  }

  double refundShare() {
    return Math.min(1, ratio(totals.sum(Sum.REFUNDED), totals.sum(Sum.GROSS)));
  }

  double activity(int halfLife, Signal signal) {
    double sum = totals.activity(now, halfLife, signal);
    return signal == Signal.SPEND ? sum / minorPerUnit : sum;
  }

  double perOrder(double sum) {
    return ratio(sum, totals.count(Kind.ORDER_PLACED));
  }

  double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
