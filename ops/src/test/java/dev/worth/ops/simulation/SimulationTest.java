// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.preparation.Plausibility;
import dev.worth.core.preparation.ShopRules;
import dev.worth.ops.wire.Told;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.*;
import dev.worth.protocol.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final Shop SHOP = new Shop(3_000, 365, 11, LocalDate.of(2025, 1, 1), "EUR");
  private static final Simulation SIMULATION = new Simulation(SHOP);
  private static final List<Told> FACTS = all(SIMULATION);
  private static final Map<CustomerId, Persona> TRUTH =
      SIMULATION.truth().collect(toMap(p -> new CustomerId(p.customer()), p -> p));
  private static final Map<CustomerId, List<CustomerEvent>> HISTORIES = histories();

  private static List<Told> all(Simulation simulation) {
    var all = new ArrayList<Told>();
    simulation.facts().forEachRemaining(all::add);
    return all;
  }

  private static Map<CustomerId, List<CustomerEvent>> histories() {
    return FACTS.stream().collect(groupingBy(Told::customer, mapping(Told::fact, toList())));
  }

  private static long count(Class<? extends CustomerEvent> kind) {
    return FACTS.stream().filter(t -> kind.isInstance(t.fact())).count();
  }

  private static long count(CustomerId customer, Class<? extends CustomerEvent> kind) {
    return HISTORIES.get(customer).stream().filter(kind::isInstance).count();
  }

  private static double perHundredOrders(Class<? extends CustomerEvent> kind, boolean fraud) {
    double kinds = 0;
    double orders = 0;
    for (CustomerId customer : HISTORIES.keySet()) {
      if (TRUTH.get(customer).fraud() != fraud) continue;
      kinds += count(customer, kind);
      orders += count(customer, OrderPlaced.class);
    }
    return 100 * kinds / orders;
  }

  private static double share(Predicate<Persona> which) {
    return (double) TRUTH.values().stream().filter(which).count() / TRUTH.size();
  }

  @Test
  void facts_come_in_event_time_order_inside_the_simulated_days() {
    Instant before = SHOP.start();
    for (Told told : FACTS) {
      assertThat(told.fact().at()).isBetween(before, SHOP.end().minusMillis(1));
      before = told.fact().at();
    }
  }

  @Test
  void no_identity_and_no_order_number_is_used_twice() {
    var keys = new HashSet<>();
    var orders = new HashSet<>();
    for (Told told : FACTS) {
      assertThat(keys.add(told.fact().key())).as(told.toString()).isTrue();
      if (told.fact() instanceof OrderPlaced order) assertThat(orders.add(order.order())).isTrue();
    }
  }

  @Test
  void every_kind_of_fact_a_shop_tells_occurs() {
    var own =
        List.<Class<?>>of(
            EventQuarantined.class,
            QuarantineReleased.class,
            ExperimentExposed.class,
            CustomerEvent.ForecastMade.class,
            CustomerEvent.OutcomeReported.class);
    for (Class<?> kind : CustomerEvent.class.getPermittedSubclasses()) {
      if (own.contains(kind)) continue;
      assertThat(FACTS).as(kind.getSimpleName()).anyMatch(t -> kind.isInstance(t.fact()));
    }
  }

  @Test
  void every_fact_is_believed_by_the_preparation() {
    var plausibility = new Plausibility(ShopRules.of("EUR"));
    for (Told told : FACTS) {
      assertThat(plausibility.check(told.fact(), SHOP.end())).as(told.toString()).isEmpty();
    }
  }

  @Test
  void the_shares_are_those_promised() {
    assertThat(share(Persona::fraud)).isCloseTo(Persona.FRAUD, within(0.007));
    assertThat(share(Persona::sleeper)).isCloseTo(Persona.SLEEPERS, within(0.03));
    assertThat(share(p -> !p.buys())).isCloseTo(Persona.BROWSERS, within(0.02));
    assertThat(share(p -> p.couponLift() > 0)).isCloseTo(Persona.PERSUADABLE, within(0.03));
    assertThat(perHundredOrders(OrderCancelled.class, false))
        .isCloseTo(100 * Checkout.CANCELLED, within(0.5));
    assertThat(perHundredOrders(OrderRefunded.class, false))
        .isCloseTo(100 * Checkout.REFUNDED, within(1.0));
    assertThat(perHundredOrders(ProductReviewed.class, false))
        .isCloseTo(100 * Checkout.REVIEWED, within(2.0));
  }

  @Test
  void rates_differ_between_customers_as_a_gamma_distribution() {
    double[] rates =
        TRUTH.values().stream()
            .filter(p -> p.buys() && !p.fraud())
            .mapToDouble(Persona::orderRate)
            .toArray();
    double mean = Arrays.stream(rates).average().orElseThrow();
    double variance =
        Arrays.stream(rates).map(r -> (r - mean) * (r - mean)).average().orElseThrow();
    assertThat(mean).isCloseTo(Persona.MEAN_RATE, within(0.002));
    assertThat(mean * mean / variance).isCloseTo(Persona.RATE_SHAPE, within(0.12));
  }

  /** People who sleep, hold a coupon or take refunds aside, orders come at the hidden rate. */
  @Test
  void customers_order_at_their_hidden_rate_while_they_stay() {
    var seasons = new Seasons(SHOP.start(), SHOP.days());
    double expected = 0;
    double orders = 0;
    for (Persona p : TRUTH.values()) {
      if (p.sleeper() || p.couponLift() > 0 || p.fraud() || !p.buys()) continue;
      Instant last = p.leaves().isBefore(SHOP.end()) ? p.leaves() : SHOP.end();
      expected +=
          p.conversion() + p.orderRate() * (seasons.passedAt(last) - seasons.passedAt(p.joined()));
      orders += count(new CustomerId(p.customer()), OrderPlaced.class);
    }
    assertThat(orders / expected).isCloseTo(1, within(0.04));
  }

  @Test
  void nobody_visits_after_leaving_for_good() {
    for (var entry : HISTORIES.entrySet()) {
      Instant leaves = TRUTH.get(entry.getKey()).leaves().plus(Duration.ofHours(8));
      assertThat(entry.getValue())
          .noneMatch(f -> f instanceof PageViewed && f.at().isAfter(leaves));
    }
  }

  @Test
  void a_coupon_lifts_conversion_for_the_persuadable_by_the_written_effect_only() {
    assertThat(orderLift(p -> p.couponLift() > 0)).isBetween(0.5, Persona.PERSUADED_LIFT);
    assertThat(orderLift(p -> p.couponLift() == 0)).isBetween(-0.15, 0.15);
  }

  /**
   * Orders of those the coin gave a coupon over orders of those it did not, less 1, while the
   * coupon was valid. The lift is capped where a conversion would exceed one, so it stays below.
   */
  private static double orderLift(Predicate<Persona> who) {
    var coupons = new Coupons(SHOP);
    double[] orders = new double[2];
    double[] people = new double[2];
    for (var entry : HISTORIES.entrySet()) {
      Persona persona = TRUTH.get(entry.getKey());
      if (!who.test(persona) || persona.fraud()) continue;
      for (int c = 0; coupons.expires(c).isBefore(SHOP.end()); c++) {
        if (coupons.start(c).isBefore(persona.joined())) continue;
        int arm = coupons.isTreated(persona.customer(), c) ? 1 : 0;
        people[arm]++;
        orders[arm] += ordersWhileValid(coupons, c, entry.getValue());
      }
    }
    return orders[1] / people[1] / (orders[0] / people[0]) - 1;
  }

  private static long ordersWhileValid(Coupons coupons, int campaign, List<CustomerEvent> facts) {
    return facts.stream()
        .filter(f -> f instanceof OrderPlaced)
        .filter(f -> f.at().isAfter(coupons.start(campaign)))
        .filter(f -> f.at().isBefore(coupons.expires(campaign)))
        .count();
  }

  @Test
  void seasons_show_in_months_weekdays_and_hours() {
    assertThat(visits(f -> month(f) == 12))
        .isGreaterThan((long) (1.1 * visits(f -> month(f) == 9)));
    assertThat(visits(f -> weekday(f) == 7)).isGreaterThan(visits(f -> weekday(f) == 6));
    assertThat(visits(f -> hour(f) == 21)).isGreaterThan(4 * visits(f -> hour(f) == 5));
  }

  private static long visits(Predicate<CustomerEvent> when) {
    return FACTS.stream()
        .map(Told::fact)
        .filter(f -> f instanceof PageViewed && when.test(f))
        .count();
  }

  private static int month(CustomerEvent fact) {
    return fact.at().atZone(ZoneOffset.UTC).getMonthValue();
  }

  private static int weekday(CustomerEvent fact) {
    return fact.at().atZone(ZoneOffset.UTC).getDayOfWeek().getValue();
  }

  private static int hour(CustomerEvent fact) {
    return fact.at().atZone(ZoneOffset.UTC).getHour();
  }

  @Test
  void abusers_fail_payments_send_back_and_change_devices_more_than_others() {
    assertThat(perHundredOrders(PaymentFailed.class, true))
        .isGreaterThan(10 * perHundredOrders(PaymentFailed.class, false));
    assertThat(perHundredOrders(OrderRefunded.class, true))
        .isGreaterThan(4 * perHundredOrders(OrderRefunded.class, false));
    assertThat(mostDevices(true)).isGreaterThan(5);
    assertThat(mostDevices(false)).isLessThanOrEqualTo(2);
  }

  private static long mostDevices(boolean fraud) {
    return HISTORIES.entrySet().stream()
        .filter(e -> TRUTH.get(e.getKey()).fraud() == fraud)
        .mapToLong(e -> devices(e.getValue()))
        .max()
        .orElseThrow();
  }

  private static long devices(List<CustomerEvent> facts) {
    return facts.stream()
        .filter(f -> f instanceof SignedIn)
        .map(f -> ((SignedIn) f).device())
        .distinct()
        .count();
  }

  @Test
  void every_order_was_paid_for_at_its_total() {
    var captured = new HashMap<String, Long>();
    for (Told told : FACTS) {
      if (told.fact() instanceof PaymentCaptured p) captured.put(p.order(), p.amount().minor());
      if (told.fact() instanceof OrderPlaced o)
        assertThat(captured).containsEntry(o.order().value(), o.total().minor());
    }
    assertThat(count(PaymentCaptured.class)).isEqualTo(captured.size());
  }

  @Test
  void a_shop_without_customers_is_refused_with_a_remedy() {
    assertThatThrownBy(() -> new Shop(0, 10, 1, LocalDate.EPOCH, "EUR"))
        .hasMessageContaining("0 customers")
        .hasMessageContaining("at least 1");
  }
}
