// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.customer.Moments;
import dev.worth.core.customer.OrderDays;
import dev.worth.core.scoring.renewal.Rhythm;
import dev.worth.core.scoring.renewal.RhythmTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixtureTest {
  private static final Instant NOW = Instant.parse("2020-01-01T00:00:00Z");
  private static final int TODAY = (int) (NOW.getEpochSecond() / 86_400);
  private static final RhythmTable TABLE =
      new RhythmTable(
          List.of(
              new Rhythm(0.1, 0.001, 1e-3, 1),
              new Rhythm(0.01, 0.001, 1e-3, 1),
              new Rhythm(0.001, 0.01, 1e-3, 2)),
          0.0019);
  private static final CredibleAmounts AMOUNTS = new CredibleAmounts(3, 0.1, 0.3, 0.4, 1.25);
  private static final Mixture SHOP = shop(SeasonalClock.CALENDAR);

  @Test
  void who_bought_often_and_lately_is_expected_to_buy_more() {
    var keen = outlook(TODAY - 50, TODAY - 40, TODAY - 31, TODAY - 22, TODAY - 10, TODAY - 3);
    var gone = outlook(TODAY - 450, TODAY - 440, TODAY - 431, TODAY - 422, TODAY - 410);
    assertThat(keen.pPurchase()).isGreaterThan(0.9).isGreaterThan(2 * gone.pPurchase());
    assertThat(keen.expectedOrders()).isGreaterThan(5);
  }

  @Test
  void the_survival_curve_falls_with_the_horizon() {
    double before = 0;
    for (int days : new int[] {1, 7, 30, 90, 365, 3660}) {
      double p =
          SHOP.outlook(customer(TODAY - 90, TODAY - 5), NOW, Duration.ofDays(days)).pPurchase();
      assertThat(p).isGreaterThan(before).isLessThanOrEqualTo(1);
      before = p;
    }
  }

  @Test
  void counts_agree_with_probability_and_mean() {
    var member = SHOP.members().getFirst();
    var ahead = member.ahead(TABLE, customer(TODAY - 90, TODAY - 60, TODAY - 8), NOW, 120);
    double p = 0;
    for (double count : ahead.counts()) p += count;
    assertThat(p).isCloseTo(ahead.pPurchase(), within(1e-4));
    assertThat(OrderCounts.mean(ahead.counts())).isCloseTo(ahead.expected(), within(1e-2));
  }

  @Test
  void forgotten_days_are_taken_for_gaps_around_their_mean() {
    int[] days = new int[60];
    for (int i = 0; i < days.length; i++) days[i] = TODAY - 300 + 5 * i;
    var all = customer(days);
    var kept = new OrderDays(Arrays.copyOfRange(days, 40, 60));
    var some =
        new Purchases(all.first(), all.last(), all.repeats(), all.paid(), 20, kept, Moments.NONE);
    var horizon = Duration.ofDays(30);
    assertThat(SHOP.outlook(some, NOW, horizon).pPurchase())
        .isCloseTo(SHOP.outlook(all, NOW, horizon).pPurchase(), within(0.01));
  }

  @Test
  void a_busy_season_ahead_lets_expect_more() {
    double[] months = {3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    var busy = shop(new SeasonalClock(months, 1));
    var customer = customer(TODAY - 90, TODAY - 5);
    var january = Duration.ofDays(31);
    assertThat(busy.outlook(customer, NOW, january).expectedOrders())
        .isGreaterThan(2 * SHOP.outlook(customer, NOW, january).expectedOrders());
  }

  @Test
  void cohorts_have_shares_of_their_own() {
    double[][] shares = {{1, 0, 0}, {0, 0, 1}};
    var member = new MixtureMember(1, SeasonalClock.CALENDAR, new int[] {TODAY - 10}, shares);
    double early = member.ahead(TABLE, customer(TODAY - 11), NOW, 30).pPurchase();
    double late = member.ahead(TABLE, customer(TODAY - 10), NOW, 30).pPurchase();
    assertThat(early).isGreaterThan(5 * late);
  }

  @Test
  void the_spend_is_credible_between_own_mean_and_everybodys() {
    var rich = new Purchases(NOW, NOW, 0, 1, 500);
    assertThat(AMOUNTS.mean(1, 500)).isBetween(AMOUNTS.mean(0, 0), 500.0);
    var outlook = SHOP.outlook(rich, NOW, Duration.ofDays(90));
    assertThat(outlook.expectedSpend()).isGreaterThan(0);
    assertThat(outlook.spend().quantile(0.99)).isGreaterThan(outlook.spend().quantile(0.9));
    double median = outlook.spend().quantile(0.97);
    assertThat(outlook.spend().cdf(median)).isCloseTo(0.97, within(1e-4));
  }

  @Test
  void shares_that_fit_no_rhythm_are_refused() {
    var member = new MixtureMember(1, SeasonalClock.CALENDAR, new int[0], new double[][] {{1}});
    assertThatThrownBy(() -> new Mixture(TABLE, List.of(member), null, 1, 0))
        .hasMessageContaining("1 shares of 3 rhythms");
  }

  private static Mixture shop(SeasonalClock clock) {
    var member = new MixtureMember(1, clock, new int[0], new double[][] {{0.2, 0.5, 0.3}});
    return new Mixture(TABLE, List.of(member), AMOUNTS, 1, 0);
  }

  private static Outlook outlook(int... days) {
    return SHOP.outlook(customer(days), NOW, Duration.ofDays(90));
  }

  private static Purchases customer(int... days) {
    return new Purchases(
        Instant.ofEpochSecond(days[0] * 86_400L),
        Instant.ofEpochSecond(days[days.length - 1] * 86_400L),
        days.length - 1,
        days.length,
        20,
        new OrderDays(days),
        Moments.NONE);
  }
}
