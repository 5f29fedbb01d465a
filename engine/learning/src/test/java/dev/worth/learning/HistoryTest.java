// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.OrderCancelled;
import dev.worth.protocol.CustomerEvent.OrderRefunded;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {
  @Test
  void orders_are_counted_in_time_order_and_returns_once() {
    var facts =
        List.of(
            SimulatedShop.order("b", 20, 4_000),
            SimulatedShop.order("a", 10, 5_000),
            refund("b", 21, 1_500),
            cancel("b", 22),
            cancel("unknown", 23));
    var history = History.of(Map.of(new CustomerId("c"), facts), SimulatedShop.day(30), "EUR");
    var record = history.purchases().getFirst();
    assertThat(record.amounts()).containsExactly(50, 40);
    assertThat(record.times()[0]).isEqualTo(SimulatedShop.day(10).getEpochSecond());
    assertThat(record.returned()).isEqualTo(40);
  }

  @Test
  void a_shop_seen_earlier_knows_less() {
    var histories = SimulatedShop.orders(50, 300, 1);
    var early = History.of(histories, SimulatedShop.day(300), "EUR").until(SimulatedShop.day(100));
    assertThat(early.customers()).hasSizeBetween(10, 40);
    assertThat(early).isEqualTo(History.of(histories, SimulatedShop.day(100), "EUR"));
  }

  @Test
  void a_sample_is_bounded_by_customers_and_by_facts_and_always_the_same() {
    var history = History.of(SimulatedShop.browsing(200, 300, 2), SimulatedShop.day(300), "EUR");
    var fifty = ids(history.sample(50, Long.MAX_VALUE, 1));
    assertThat(fifty).hasSize(50).isSorted().isEqualTo(ids(history.sample(50, Long.MAX_VALUE, 1)));
    assertThat(fifty).isNotEqualTo(ids(history.sample(50, Long.MAX_VALUE, 2)));
    assertThat(ids(history.sample(200, history.facts() / 4, 1))).hasSizeBetween(49, 50);
    assertThat(ids(history.sample(1_000, Long.MAX_VALUE, 1))).hasSize(200);
  }

  private static List<String> ids(List<History.Customer> customers) {
    return customers.stream().map(History.Customer::id).toList();
  }

  private static CustomerEvent refund(String order, double day, long cents) {
    return new OrderRefunded(
        new EventKey("shop", "r" + order),
        SimulatedShop.day(day),
        order,
        Amount.of(new Money(cents, "EUR")));
  }

  private static CustomerEvent cancel(String order, double day) {
    return new OrderCancelled(
        new EventKey("shop", "c" + order), SimulatedShop.day(day), new OrderId(order));
  }
}
