// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.scoring.Prospects;
import dev.worth.core.scoring.SeasonalClock;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.PageViewed;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProspectsFitTest {
  @Test
  void simulated_visitors_give_back_their_share_of_conversions() {
    var truth = new Prospects(0.4, 25);
    var fitted = ProspectsFit.fit(visitors(truth, 8_000), SeasonalClock.CALENDAR);
    for (double waited : new double[] {0, 30, 200})
      assertThat(fitted.pPurchase(waited, 60))
          .isCloseTo(truth.pPurchase(waited, 60), within(0.1 * truth.pPurchase(waited, 60)));
  }

  @Test
  void a_shop_of_orders_only_keeps_the_shipped_prospects() {
    var history = History.of(SimulatedShop.orders(200, 300, 1), SimulatedShop.day(300), "EUR");
    var fitted = ProspectsFit.fit(history, SeasonalClock.CALENDAR);
    assertThat(fitted.r()).isCloseTo(Prospects.SHIPPED.r(), within(1e-12));
    assertThat(fitted.alpha()).isEqualTo(Prospects.SHIPPED.alpha());
  }

  @Test
  void visitors_who_never_buy_lower_the_expectation() {
    var fitted = ProspectsFit.fit(visitors(new Prospects(1e-9, 25), 500), SeasonalClock.CALENDAR);
    assertThat(fitted.pPurchase(0, 90)).isLessThan(0.01);
  }

  private static History visitors(Prospects truth, int count) {
    var random = new Random(1);
    Map<CustomerId, List<CustomerEvent>> histories = new HashMap<>();
    for (int i = 0; i < count; i++) {
      double first = 200 * random.nextDouble();
      double survival = 1 - random.nextDouble();
      double waits = truth.alpha() * Math.expm1(-Math.log(survival) / truth.r());
      var facts = new ArrayList<CustomerEvent>();
      facts.add(
          new PageViewed(new EventKey("shop", "v" + i), SimulatedShop.day(first), "/", 1_000));
      if (first + waits < 300) facts.add(SimulatedShop.order("o" + i, first + waits, 1_000));
      histories.put(new CustomerId("c" + i), facts);
    }
    return History.of(histories, SimulatedShop.day(300), "EUR");
  }
}
