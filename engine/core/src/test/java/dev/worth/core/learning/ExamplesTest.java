// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Features;
import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.OrderCancelled;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.OrderRefunded;
import dev.worth.protocol.CustomerEvent.PageViewed;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static final Instant CUT = Instant.parse("2024-06-01T00:00:00Z");
  private static final Cutoff CUTOFF = new Cutoff(CUT, 30);

  @Test
  void features_look_before_the_cut_and_the_label_after_it() {
    var before = order("a", "2024-05-31T23:59:59Z", 50);
    var atTheCut = order("b", "2024-06-01T00:00:00Z", 20);
    var lastMoment = order("c", "2024-06-30T23:59:59Z", 30);
    var tooLate = order("d", "2024-07-01T00:00:00Z", 40);
    var example =
        Examples.of(List.of(before, atTheCut, lastMoment, tooLate), CUTOFF, "EUR").orElseThrow();
    var seen = Features.of(CustomerState.UNKNOWN.evolve(before), CUT, 30, "EUR");
    assertThat(example.features().vector()).containsExactly(seen.vector());
    assertThat(example.label()).isEqualTo(new Label(2, 50));
    assertThat(example.label().purchased()).isTrue();
  }

  @Test
  void a_customer_who_was_not_known_at_the_cut_is_no_example() {
    assertThat(Examples.of(List.of(order("a", "2024-06-02T00:00:00Z", 50)), CUTOFF, "EUR"))
        .isEmpty();
  }

  @Test
  void a_visitor_who_buys_later_is_an_example() {
    var visit =
        new PageViewed(new EventKey("shop", "v"), Instant.parse("2024-05-01T00:00:00Z"), "/", 0);
    var facts = List.<CustomerEvent>of(visit, order("a", "2024-06-02T00:00:00Z", 50));
    assertThat(Examples.of(facts, CUTOFF, "EUR").orElseThrow().label()).isEqualTo(new Label(1, 50));
  }

  @Test
  void a_refund_lowers_the_spend_but_not_the_orders() {
    assertThat(
            label(
                order("a", "2024-05-01T00:00:00Z", 50),
                order("b", "2024-06-02T00:00:00Z", 40),
                refund("b", "2024-06-03T00:00:00Z", 15)))
        .isEqualTo(new Label(1, 25));
  }

  @Test
  void a_refund_of_an_old_order_counts_but_spend_is_never_negative() {
    assertThat(
            label(order("a", "2024-05-01T00:00:00Z", 50), refund("a", "2024-06-03T00:00:00Z", 50)))
        .isEqualTo(new Label(0, 0));
  }

  @Test
  void a_cancelled_order_takes_away_what_was_not_refunded_before() {
    assertThat(
            label(
                order("a", "2024-05-01T00:00:00Z", 50),
                order("b", "2024-06-02T00:00:00Z", 40),
                order("c", "2024-06-02T00:00:00Z", 30),
                refund("b", "2024-06-03T00:00:00Z", 15),
                cancel("b", "2024-06-04T00:00:00Z"),
                cancel("b", "2024-06-05T00:00:00Z")))
        .isEqualTo(new Label(1, 30));
  }

  @Test
  void an_old_order_cancelled_in_the_horizon_lowers_the_spend_only() {
    assertThat(
            label(
                order("a", "2024-05-01T00:00:00Z", 10),
                order("b", "2024-06-02T00:00:00Z", 40),
                cancel("a", "2024-06-04T00:00:00Z")))
        .isEqualTo(new Label(1, 30));
  }

  @Test
  void what_happens_after_the_horizon_does_not_change_the_label() {
    assertThat(
            label(
                order("a", "2024-05-01T00:00:00Z", 10),
                order("b", "2024-06-02T00:00:00Z", 40),
                cancel("b", "2024-07-04T00:00:00Z")))
        .isEqualTo(new Label(1, 40));
  }

  @Test
  void a_horizon_of_nothing_is_refused() {
    assertThatThrownBy(() -> new Cutoff(CUT, 0)).hasMessageContaining("horizon of 0.0 days");
  }

  private static Label label(CustomerEvent... facts) {
    return Examples.of(List.of(facts), CUTOFF, "EUR").orElseThrow().label();
  }

  private static CustomerEvent order(String id, String at, long euros) {
    var none = amount(0);
    return new OrderPlaced(
        key(id, at),
        Instant.parse(at),
        new OrderId(id),
        List.of(),
        amount(euros),
        none,
        none,
        none,
        "");
  }

  private static CustomerEvent refund(String id, String at, long euros) {
    return new OrderRefunded(key("r" + id, at), Instant.parse(at), id, amount(euros));
  }

  private static CustomerEvent cancel(String id, String at) {
    return new OrderCancelled(key("c" + id, at), Instant.parse(at), new OrderId(id));
  }

  private static EventKey key(String id, String at) {
    return new EventKey("shop", id + at);
  }

  private static Amount amount(long euros) {
    return Amount.of(new Money(100 * euros, "EUR"));
  }
}
