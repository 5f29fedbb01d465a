// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.ProductViewed;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import dev.worth.protocol.ProductId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Customers who arrive over the first three quarters of a history, buy at their own gamma rate,
 * stop for good after an order with a probability of their own, and may look at products before
 * they buy.
 */
final class SimulatedShop {
  static final Instant START = Instant.parse("2023-01-01T00:00:00Z");

  /** When products are looked at. */
  private enum Looks {
    NEVER,
    BEFORE_ORDERS,
    WEEKS_AHEAD
  }

  private final Random random;
  private final double days;
  private final Looks looks;

  private SimulatedShop(long seed, double days, Looks looks) {
    this.random = new Random(seed);
    this.days = days;
    this.looks = looks;
  }

  static Map<CustomerId, List<CustomerEvent>> orders(int customers, double days, long seed) {
    return new SimulatedShop(seed, days, Looks.NEVER).histories(customers);
  }

  static Map<CustomerId, List<CustomerEvent>> browsing(int customers, double days, long seed) {
    return new SimulatedShop(seed, days, Looks.BEFORE_ORDERS).histories(customers);
  }

  /** Whoever will order has looked at products in the weeks before. */
  static Map<CustomerId, List<CustomerEvent>> announced(int customers, double days, long seed) {
    return new SimulatedShop(seed, days, Looks.WEEKS_AHEAD).histories(customers);
  }

  static Instant day(double days) {
    return START.plus(Duration.ofMillis(Math.round(days * 86_400_000.0)));
  }

  static CustomerEvent order(String id, double day, long cents) {
    var none = Amount.of(Money.zero("EUR"));
    return new OrderPlaced(
        new EventKey("shop", id),
        day(day),
        new OrderId(id),
        List.of(),
        Amount.of(new Money(cents, "EUR")),
        none,
        none,
        none,
        "");
  }

  private Map<CustomerId, List<CustomerEvent>> histories(int customers) {
    var histories = new HashMap<CustomerId, List<CustomerEvent>>();
    for (int i = 0; i < customers; i++) histories.put(new CustomerId("c" + i), history("c" + i));
    return histories;
  }

  /** How long before an order the customer looks at a product. */
  private double days(int look) {
    return looks == Looks.WEEKS_AHEAD ? 10 + 15 * look : 0.1 * look;
  }

  private List<CustomerEvent> history(String id) {
    var facts = new ArrayList<CustomerEvent>();
    double perDay = (-Math.log(1 - random.nextDouble()) - Math.log(1 - random.nextDouble())) / 120;
    double dropOut = 0.3 * random.nextDouble();
    double value = 3_000 * Math.exp(0.7 * random.nextGaussian());
    double at = random.nextDouble() * days * 0.75;
    if (looks == Looks.BEFORE_ORDERS && random.nextInt(4) == 0) {
      facts.add(view(id + "-v", at));
      return facts;
    }
    for (int n = 0; at < days; n++) {
      if (looks != Looks.NEVER)
        for (int v = 0; v < 3; v++) facts.add(view(id + "-" + n + "-" + v, at - days(v)));
      facts.add(order(id + "-" + n, at, Math.round(value * Math.exp(0.4 * random.nextGaussian()))));
      if (random.nextDouble() < dropOut) break;
      at += -Math.log(1 - random.nextDouble()) / perDay;
    }
    facts.sort(Comparator.comparing(CustomerEvent::at));
    return facts;
  }

  private static CustomerEvent view(String id, double day) {
    return new ProductViewed(
        new EventKey("shop", id), day(Math.max(0, day)), new ProductId("p"), "books");
  }
}
