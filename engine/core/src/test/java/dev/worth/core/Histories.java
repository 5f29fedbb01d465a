// SPDX-License-Identifier: Apache-2.0
package dev.worth.core;

import dev.worth.protocol.Amount;
import dev.worth.protocol.CouponCode;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.*;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Gender;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import dev.worth.protocol.OrderLine;
import dev.worth.protocol.PaymentMethod;
import dev.worth.protocol.ProductId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Random histories of one customer with every kind of fact, the same for the same seed. */
public final class Histories {
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final String[] CATEGORIES = {"", "shoes", "books", "garden", "toys"};

  /** Facts in event-time order, spread over {@code days}. */
  public static List<CustomerEvent> random(long seed, int size, double days) {
    var random = new Random(seed);
    var facts = new ArrayList<CustomerEvent>();
    for (int i = 0; i < size; i++) {
      long millis = (long) (random.nextDouble() * days * 86_400_000);
      if (random.nextInt(4) == 0) millis = millis / 86_400_000 * 86_400_000;
      facts.add(fact(random, i, START.plusMillis(millis)));
    }
    facts.sort(Comparator.comparing(CustomerEvent::at));
    return facts;
  }

  /** The same facts in an order of arrival in which none is later than the window. */
  public static List<CustomerEvent> shuffled(
      List<CustomerEvent> facts, Duration window, long seed) {
    var random = new Random(seed);
    record Arrival(long at, CustomerEvent fact) {}
    return facts.stream()
        .map(
            f ->
                new Arrival(
                    f.at().toEpochMilli() + (long) (random.nextDouble() * window.toMillis()), f))
        .sorted(Comparator.comparingLong(Arrival::at))
        .map(Arrival::fact)
        .toList();
  }

  public static OrderPlaced order(String id, Instant at, long minor) {
    return order(
        new EventKey("/shop", "order-" + id), at, new OrderId(id), minor, 0, "", List.of());
  }

  private static OrderPlaced order(
      EventKey key,
      Instant at,
      OrderId id,
      long minor,
      long discount,
      String coupon,
      List<OrderLine> lines) {
    return new OrderPlaced(
        key, at, id, lines, money(minor), money(0), money(0), money(discount), coupon);
  }

  private static CustomerEvent fact(Random r, int i, Instant at) {
    var key = new EventKey("/shop/" + r.nextInt(3), "e-" + i);
    var product = new ProductId("p-" + r.nextInt(50));
    var category = CATEGORIES[r.nextInt(CATEGORIES.length)];
    var coupon = new CouponCode("C" + r.nextInt(5));
    var instrument = r.nextInt(3) == 0 ? "" : "card-" + r.nextInt(12);
    String order = "o-" + r.nextInt(i + 1);
    return switch (r.nextInt(26)) {
      case 0 -> new ProfileUpdated(key, at, "25-34", Gender.values()[r.nextInt(4)], "DE");
      case 1 -> new SignedIn(key, at, "device-" + r.nextInt(12), "net-" + r.nextInt(5));
      case 2, 3 -> new PageViewed(key, at, "/p", r.nextInt(60_000));
      case 4, 5 -> new ProductViewed(key, at, product, category);
      case 6 -> new ProductsSearched(key, at, "red shoes", r.nextInt(100));
      case 7 -> new ElementClicked(key, at, "banner");
      case 8 -> new FavouriteAdded(key, at, product, category);
      case 9 -> new FavouriteRemoved(key, at, product);
      case 10 ->
          new CartItemAdded(key, at, product, category, 1 + r.nextInt(3), money(r.nextInt(9_000)));
      case 11 -> new CartItemRemoved(key, at, product, category, 1, money(r.nextInt(9_000)));
      case 12 -> new CheckoutStarted(key, at, money(r.nextInt(20_000)));
      case 13 -> new OrderCancelled(key, at, new OrderId(order));
      case 14 -> new OrderRefunded(key, at, order, money(r.nextInt(5_000)));
      case 15 -> new PaymentAttempted(key, at, order, PaymentMethod.CARD, instrument, money(100));
      case 16 -> new PaymentCaptured(key, at, order, PaymentMethod.CARD, instrument, money(100));
      case 17 ->
          new PaymentFailed(key, at, order, PaymentMethod.CARD, instrument, money(100), "declined");
      case 18 -> new CouponIssued(key, at, coupon, "spring");
      case 19 -> new CouponApplied(key, at, coupon, order, money(r.nextInt(900)));
      case 20 -> new CouponDenied(key, at, coupon, "expired");
      case 21 -> new ProductReviewed(key, at, product, 1 + r.nextInt(5), "fine");
      case 22 -> new ConsentChanged(key, at, r.nextBoolean(), r.nextBoolean());
      default -> {
        var line = new OrderLine(product, category, 1 + r.nextInt(4), money(1_000));
        yield order(
            key,
            at,
            new OrderId("o-" + i),
            r.nextInt(30_000),
            r.nextInt(3) == 0 ? 500 : 0,
            "",
            List.of(line));
      }
    };
  }

  private static Amount money(long minor) {
    return Amount.of(new Money(minor, "EUR"));
  }

  private Histories() {}
}
