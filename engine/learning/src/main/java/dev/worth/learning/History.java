// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.learning.btyd.PurchaseRecord;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.OrderCancelled;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.OrderRefunded;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was known of a shop's customers before a cut.
 *
 * @param customers by id, each with at least one fact
 * @param cut nothing at or after it is in here
 * @param currency of the shop
 */
record History(List<Customer> customers, Instant cut, String currency) {
  /**
   * One customer.
   *
   * @param facts in journal order
   */
  record Customer(String id, List<CustomerEvent> facts) {
    private Customer before(Instant moment) {
      return new Customer(id, facts.stream().filter(f -> f.at().isBefore(moment)).toList());
    }

    List<OrderPlaced> orders() {
      return facts.stream()
          .filter(OrderPlaced.class::isInstance)
          .map(OrderPlaced.class::cast)
          .sorted(Comparator.comparing(OrderPlaced::at))
          .toList();
    }

    /** A number that is spread evenly over customers and is the same in every run. */
    long shuffle(long seed) {
      return new EventKey("sample-" + seed, id).hash();
    }
  }

  static History of(Map<CustomerId, List<CustomerEvent>> histories, Instant cut, String currency) {
    var customers =
        histories.entrySet().stream()
            .map(e -> new Customer(e.getKey().value(), e.getValue()))
            .sorted(Comparator.comparing(Customer::id))
            .toList();
    return new History(customers, cut, currency).until(cut);
  }

  /** The same shop as it was known earlier. */
  History until(Instant earlier) {
    var known =
        customers.stream().map(c -> c.before(earlier)).filter(c -> !c.facts().isEmpty()).toList();
    return new History(known, earlier, currency);
  }

  /** When the first fact happened; the cut if there is none. */
  Instant from() {
    return customers.stream()
        .flatMap(c -> c.facts().stream())
        .map(CustomerEvent::at)
        .min(Comparator.naturalOrder())
        .orElse(cut);
  }

  double days() {
    return Duration.between(from(), cut).toMillis() / 86_400_000.0;
  }

  long facts() {
    return customers.stream().mapToLong(c -> c.facts().size()).sum();
  }

  long orders() {
    return customers.stream()
        .mapToLong(c -> c.facts().stream().filter(OrderPlaced.class::isInstance).count())
        .sum();
  }

  /**
   * At most so many customers with at most so many facts on average, drawn by hash of id and seed:
   * the same ones in every run.
   */
  List<Customer> sample(int mostCustomers, long mostFacts, long seed) {
    long byFacts = facts() <= mostFacts ? Long.MAX_VALUE : mostFacts * customers.size() / facts();
    long most = Math.max(1, Math.min(mostCustomers, byFacts));
    if (customers.size() <= most) return customers;
    return customers.stream()
        .sorted(Comparator.comparingLong(c -> c.shuffle(seed)))
        .limit(most)
        .sorted(Comparator.comparing(Customer::id))
        .toList();
  }

  /** Of everybody who has ordered, as the closed-form fits want it. */
  List<PurchaseRecord> purchases() {
    double unit = Math.pow(10, Money.digits(currency));
    return customers.stream()
        .filter(c -> !c.orders().isEmpty())
        .map(c -> purchases(c, unit))
        .toList();
  }

  private static PurchaseRecord purchases(Customer customer, double unit) {
    var orders = customer.orders();
    return new PurchaseRecord(
        orders.stream().mapToLong(o -> o.at().getEpochSecond()).toArray(),
        orders.stream().mapToDouble(o -> o.total().minor() / unit).toArray(),
        returned(customer) / unit);
  }

  /** Refunds, and of cancelled orders what was not refunded; minor units. */
  private static double returned(Customer customer) {
    var open = new HashMap<String, Long>();
    customer.orders().forEach(o -> open.put(o.order().value(), o.total().minor()));
    long returned = 0;
    for (CustomerEvent fact : customer.facts()) {
      if (fact instanceof OrderRefunded e) {
        returned += e.amount().minor();
        open.computeIfPresent(e.order(), (o, left) -> Math.max(0, left - e.amount().minor()));
      }
      if (fact instanceof OrderCancelled e) {
        Long left = open.remove(e.order().value());
        returned += left == null ? 0 : left;
      }
    }
    return returned;
  }
}
