// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackboneTest {
  private static final BgNbd DAILY = new BgNbd(0.24, 30.8, 0.81, 2.48);
  private static final Backbone SHOP =
      new Backbone(DAILY, GammaGammaTest.PUBLISHED, SeasonalClock.CALENDAR, 1.1, 0.05);
  private static final Instant NOW = Instant.parse("2024-10-01T00:00:00Z");
  private static final Duration HALF_A_YEAR = Duration.ofDays(182);
  private static final Purchases CUSTOMER =
      new Purchases(
          Instant.parse("2024-01-10T09:30:00Z"), Instant.parse("2024-08-20T18:00:00Z"), 4, 5, 55);

  @Test
  void the_outlook_joins_the_published_models() {
    var h = new PurchaseHistory(4, 223, 265, 5, 55);
    var outlook = SHOP.outlook(CUSTOMER, NOW, HALF_A_YEAR);
    double orders = DAILY.expectedOrders(h, 182);
    assertThat(Backbone.history(CUSTOMER, SHOP.clock(), NOW)).isEqualTo(h);
    assertThat(outlook.pPurchase()).isEqualTo(DAILY.pPurchase(h, 182));
    assertThat(outlook.expectedOrders()).isCloseTo(1.1 * orders, within(1e-12));
    assertThat(outlook.expectedSpend())
        .isCloseTo(orders * 0.95 * GammaGammaTest.PUBLISHED.expectedAmount(5, 55), within(1e-9));
    assertThat(outlook.spend().quantile(0.9)).isGreaterThan(outlook.expectedSpend());
  }

  @Test
  void returns_lower_the_mean_but_no_quantile() {
    var kept = new Backbone(DAILY, GammaGammaTest.PUBLISHED, SeasonalClock.CALENDAR, 1.1, 0);
    var without = kept.outlook(CUSTOMER, NOW, HALF_A_YEAR);
    var with = SHOP.outlook(CUSTOMER, NOW, HALF_A_YEAR);
    assertThat(with.expectedSpend()).isCloseTo(0.95 * without.expectedSpend(), within(1e-9));
    assertThat(with.spend().quantile(0.9)).isEqualTo(without.spend().quantile(0.9));
  }

  @Test
  void a_busy_season_ahead_raises_the_outlook() {
    double[] index = {.9, .9, .9, .9, .9, .9, .9, .9, .9, 1.2, 1.6, 1.1};
    var seasonal =
        new Backbone(DAILY, GammaGammaTest.PUBLISHED, new SeasonalClock(index, 1), 1.1, 0.05);
    var quarter = Duration.ofDays(92);
    assertThat(seasonal.outlook(CUSTOMER, NOW, quarter).pPurchase())
        .isGreaterThan(SHOP.outlook(CUSTOMER, NOW, quarter).pPurchase());
  }

  @Test
  void a_shop_without_amounts_still_gets_probabilities() {
    var shop = new Backbone(DAILY, null, SeasonalClock.CALENDAR, 1, 0);
    var outlook = shop.outlook(CUSTOMER, NOW, HALF_A_YEAR);
    assertThat(outlook.pPurchase()).isBetween(0.1, 0.9);
    assertThat(outlook.expectedSpend()).isZero();
  }

  @Test
  void the_future_is_no_history() {
    assertThatThrownBy(
            () -> SHOP.outlook(CUSTOMER, Instant.parse("2024-08-01T00:00:00Z"), HALF_A_YEAR))
        .hasMessageContaining("lies after now");
  }

  @Test
  void a_purchase_later_today_counts_as_today() {
    var h = Backbone.history(CUSTOMER, SHOP.clock(), Instant.parse("2024-08-20T12:00:00Z"));
    assertThat(h.age()).isEqualTo(223.5);
  }
}
