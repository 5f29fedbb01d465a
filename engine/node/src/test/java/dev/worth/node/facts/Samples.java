// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.facts;

import dev.worth.protocol.Amount;
import dev.worth.protocol.Basis;
import dev.worth.protocol.CouponCode;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.*;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Gender;
import dev.worth.protocol.Interval;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import dev.worth.protocol.OrderLine;
import dev.worth.protocol.OutcomeKind;
import dev.worth.protocol.PaymentMethod;
import dev.worth.protocol.ProductId;
import dev.worth.protocol.QuarantineReason;
import dev.worth.protocol.Stage;
import java.time.Instant;
import java.util.List;

/** What the sample files of the protocol must read as, one fact of each kind. */
final class Samples {
  private static final EventKey KEY = new EventKey("/shop/eu-1", "e-000000001");
  private static final Instant AT = Instant.parse("2026-03-01T12:30:15.250Z");
  private static final ProductId LAMP = new ProductId("p-100042");
  private static final ProductId CHAIR = new ProductId("p-100043");
  private static final OrderId ORDER = new OrderId("o-1001");
  private static final CouponCode COUPON = new CouponCode("SPRING7");
  private static final String CARD = "card:4f1a";

  static final List<CustomerEvent> ALL =
      List.of(
          new ProfileUpdated(KEY, AT, "25-34", Gender.FEMALE, "DE"),
          new SignedIn(KEY, AT, "d-17", "203.0.113.0/24"),
          new PageViewed(KEY, AT, "/garden/p", 12_500),
          new ProductViewed(KEY, AT, LAMP, "garden"),
          new ProductsSearched(KEY, AT, "solar lamp", 12),
          new ElementClicked(KEY, AT, "promotion/spring"),
          new FavouriteAdded(KEY, AT, LAMP, "garden"),
          new FavouriteRemoved(KEY, AT, LAMP),
          new CartItemAdded(KEY, AT, LAMP, "garden", 2, euro(1999)),
          new CartItemRemoved(KEY, AT, LAMP, "garden", 1, dollars(2160, 1999)),
          new CheckoutStarted(KEY, AT, euro(3998)),
          order(),
          new OrderCancelled(KEY, AT, ORDER),
          new OrderRefunded(KEY, AT, "o-1001", euro(1999)),
          new PaymentAttempted(KEY, AT, "o-1001", PaymentMethod.CARD, CARD, euro(9096)),
          new PaymentCaptured(KEY, AT, "o-1001", PaymentMethod.CARD, CARD, euro(9096)),
          new PaymentFailed(KEY, AT, "o-1001", PaymentMethod.WALLET, "", euro(9096), "declined"),
          new CouponIssued(KEY, AT, COUPON, "spring"),
          new CouponApplied(KEY, AT, COUPON, "o-1001", euro(400)),
          new CouponDenied(KEY, AT, COUPON, "expired"),
          new ProductReviewed(KEY, AT, LAMP, 5, "Très bien, 很好"),
          new ConsentChanged(KEY, AT, true, false),
          new EventQuarantined(
              KEY, AT, QuarantineReason.ABSURD_AMOUNT, "total is 1e12 EUR", "{\"type\":\"x\"}"),
          new QuarantineReleased(KEY, AT, new EventKey("/shop/eu-1", "e-000000000")),
          new ExperimentExposed(KEY, AT, "free-shipping", "treated", "m-7", 12.345),
          new ForecastMade(
              KEY,
              AT,
              28,
              "m-1",
              Stage.ACTIVE,
              Basis.FULL,
              0.1 + 0.2,
              -0.25,
              0.5,
              31.5,
              List.of(new Interval(0.5, 0, 20.25), new Interval(0.8, 0, 90.125))),
          new OutcomeReported(KEY, AT, "f-1", OutcomeKind.CHARGE_BACK, euro(1999)));

  private static OrderPlaced order() {
    var lines =
        List.of(
            new OrderLine(LAMP, "garden", 2, euro(1999)),
            new OrderLine(CHAIR, "", 1, dollars(5400, 4998)));
    return new OrderPlaced(
        KEY, AT, ORDER, lines, euro(9096), euro(500), euro(1452), euro(400), "SPRING7");
  }

  private static Amount euro(long cents) {
    return Amount.of(new Money(cents, "EUR"));
  }

  private static Amount dollars(long cents, long euroCents) {
    return new Amount(new Money(euroCents, "EUR"), new Money(cents, "USD"));
  }

  private Samples() {}
}
