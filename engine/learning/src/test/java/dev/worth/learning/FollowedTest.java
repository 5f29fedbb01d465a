// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Examples;
import dev.worth.core.scoring.Reference;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FollowedTest {
  private static final double CUT = 300;
  private static final double HORIZON = 28;
  private static final Family PLAIN = Family.named("bgnbd");
  private static final Family FOLLOWED = new Followed(PLAIN);

  @Test
  void a_rise_of_prices_five_weeks_ago_is_in_the_forecast_of_the_next_four() {
    var shaken = dearer(SimulatedShop.orders(1_500, CUT + HORIZON, 7), CUT - 35, 1.6);
    assertThat(bias(PLAIN, shaken)).isLessThan(-0.2);
    assertThat(bias(FOLLOWED, shaken)).isBetween(-0.15, 0.15);
  }

  @Test
  void a_shop_in_which_nothing_changes_is_foretold_as_before() {
    var still = SimulatedShop.orders(1_500, CUT + HORIZON, 8);
    assertThat(Math.abs(bias(FOLLOWED, still) - bias(PLAIN, still))).isLessThan(0.08);
  }

  @Test
  void the_card_tells_by_how_much_the_level_was_moved() {
    var shaken = dearer(SimulatedShop.orders(600, CUT, 9), CUT - 35, 1.6);
    assertThat(FOLLOWED.fit(task(shaken)).settings()).containsKeys("level_orders", "level_spend");
    assertThat(PLAIN.fit(task(shaken)).settings()).doesNotContainKey("level_orders");
  }

  /** Expected over actual spend of all, minus 1. */
  private static double bias(Family family, Map<CustomerId, List<CustomerEvent>> histories) {
    var trained = family.fit(task(histories));
    var cutoff = new Cutoff(SimulatedShop.day(CUT), HORIZON);
    double came = 0;
    double expected = 0;
    for (var facts : histories.values()) {
      var example = Examples.of(facts, cutoff, "EUR");
      if (example.isEmpty()) continue;
      came += example.get().label().spend();
      expected += trained.predict(example.get().features(), Reference.NONE).expectedSpend();
    }
    return expected / came - 1;
  }

  private static Task task(Map<CustomerId, List<CustomerEvent>> histories) {
    var history = History.of(histories, SimulatedShop.day(CUT), "EUR");
    return new Task(history, HORIZON, 1, share -> {});
  }

  private static Map<CustomerId, List<CustomerEvent>> dearer(
      Map<CustomerId, List<CustomerEvent>> histories, double day, double factor) {
    var dearer = new HashMap<CustomerId, List<CustomerEvent>>();
    Instant from = SimulatedShop.day(day);
    histories.forEach(
        (customer, facts) ->
            dearer.put(customer, facts.stream().map(f -> dearer(f, from, factor)).toList()));
    return dearer;
  }

  private static CustomerEvent dearer(CustomerEvent fact, Instant from, double factor) {
    if (!(fact instanceof OrderPlaced order) || order.at().isBefore(from)) return fact;
    double day = (order.at().toEpochMilli() - SimulatedShop.START.toEpochMilli()) / 86_400_000.0;
    return SimulatedShop.order(
        order.order().value(), day, Math.round(order.total().minor() * factor));
  }
}
