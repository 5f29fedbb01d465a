// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.preparation;

import static dev.worth.protocol.QuarantineReason.*;

import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.*;
import dev.worth.protocol.Money;
import dev.worth.protocol.QuarantineReason;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a readable fact can be true. The first doubt found is the answer. */
public final class Plausibility {
  private static final int HIGHEST_RATING = 5;
  private static final int MOST_RESULTS = 1_000_000_000;

  private final Limits limits;

  /** In minor units of the shop's currency. */
  private final long largest;

  public Plausibility(ShopRules rules) {
    limits = rules.limits();
    largest = limits.largestAmount() * (long) Math.pow(10, Money.digits(rules.currency()));
  }

  /**
   * Why the fact is not believed; empty when it is.
   *
   * @param now by our clock
   */
  public Optional<Implausible> check(CustomerEvent fact, Instant now) {
    Implausible doubt = time(fact.at(), now);
    return Optional.ofNullable(doubt != null ? doubt : own(fact));
  }

  private @Nullable Implausible time(Instant at, Instant now) {
    if (at.isAfter(now.plus(limits.clockSkew())))
      return doubt(IN_THE_FUTURE, "time " + at + " is ahead of ours, " + now + ": set the clock");
    if (at.isBefore(limits.earliest()))
      return doubt(IMPLAUSIBLY_OLD, "time " + at + " is before " + limits.earliest());
    return null;
  }

  private @Nullable Implausible own(CustomerEvent fact) {
    return switch (fact) {
      case PageViewed e -> dwell(e.dwellMillis());
      case ProductsSearched e -> range("results", e.results(), -1, MOST_RESULTS);
      case CartItemAdded e -> line("price", e.price(), e.quantity());
      case CartItemRemoved e -> line("price", e.price(), e.quantity());
      case CheckoutStarted e -> amount("value", e.value());
      case OrderPlaced e -> order(e);
      case OrderRefunded e -> refund(e.amount());
      case PaymentAttempted e -> amount("amount", e.amount());
      case PaymentCaptured e -> amount("amount", e.amount());
      case PaymentFailed e -> amount("amount", e.amount());
      case CouponApplied e -> amount("discount", e.discount());
      case ProductReviewed e -> range("rating", e.rating(), 1, HIGHEST_RATING);
      case ProductViewed e -> null;
      case ProfileUpdated e -> null;
      case SignedIn e -> null;
      case ElementClicked e -> null;
      case FavouriteAdded e -> null;
      case FavouriteRemoved e -> null;
      case OrderCancelled e -> null;
      case CouponIssued e -> null;
      case CouponDenied e -> null;
      case ConsentChanged e -> null;
      case EventQuarantined e -> null;
      case QuarantineReleased e -> null;
      case ExperimentExposed e -> null;
      case ForecastMade e -> null;
      case OutcomeReported e -> null;
    };
  }

  private @Nullable Implausible dwell(long millis) {
    return range("dwellMillis", millis, 0, limits.longestDwell().toMillis());
  }

  private @Nullable Implausible order(OrderPlaced order) {
    for (var line : order.lines()) {
      var doubt = line("price of a line", line.price(), line.quantity());
      if (doubt != null) return doubt;
    }
    var doubt = amount("total", order.total());
    if (doubt == null) doubt = amount("shipping", order.shipping());
    if (doubt == null) doubt = amount("tax", order.tax());
    if (doubt == null) doubt = amount("discount", order.discount());
    return doubt == null ? Totals.contradiction(order) : doubt;
  }

  private @Nullable Implausible refund(Amount amount) {
    return amount.minor() == 0
        ? doubt(ABSURD_AMOUNT, "a refund of nothing: send the amount that went back, above 0")
        : amount("amount", amount);
  }

  private @Nullable Implausible line(String name, Amount price, int quantity) {
    if (quantity < 1 || quantity > limits.largestQuantity())
      return doubt(
          ABSURD_QUANTITY, "quantity " + quantity + " is outside 1 to " + limits.largestQuantity());
    return amount(name, price);
  }

  private @Nullable Implausible amount(String name, Amount amount) {
    long minor = amount.minor();
    return minor >= 0 && minor <= largest
        ? null
        : doubt(
            ABSURD_AMOUNT,
            name
                + " is "
                + amount.value()
                + ", outside 0 to "
                + limits.largestAmount()
                + ": mend it, or raise the shop's limit");
  }

  private static @Nullable Implausible range(String name, long value, long least, long most) {
    return value >= least && value <= most
        ? null
        : doubt(IMPLAUSIBLE_VALUE, name + " " + value + " is outside " + least + " to " + most);
  }

  private static Implausible doubt(QuarantineReason reason, String detail) {
    return new Implausible(reason, detail);
  }
}
