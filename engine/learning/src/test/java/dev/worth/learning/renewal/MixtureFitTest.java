// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.customer.Moments;
import dev.worth.core.customer.OrderDays;
import dev.worth.core.scoring.Mixture;
import dev.worth.core.scoring.Purchases;
import dev.worth.learning.btyd.PurchaseRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixtureFitTest {
  private static final long DAY = 86_400;
  private static final Instant CUT = Instant.parse("2023-04-01T00:00:00Z");
  private static final int TODAY = (int) (CUT.getEpochSecond() / DAY);
  private static final int HORIZON = 120;

  @Test
  void customers_who_sleep_and_wake_are_foretold_in_sum() {
    var lives = lives(700, 500, 1);
    var shop = MixtureFit.fit(lives.stream().map(d -> record(d, 20)).toList(), CUT);
    double expected = 0;
    double buyers = 0;
    double came = 0;
    double bought = 0;
    for (int[] days : lives) {
      int[] known = Arrays.stream(days).filter(d -> d < TODAY).toArray();
      var outlook = shop.outlook(purchases(known), CUT, Duration.ofDays(HORIZON));
      long then = Arrays.stream(days).filter(d -> d >= TODAY && d < TODAY + HORIZON).count();
      expected += outlook.expectedOrders();
      buyers += outlook.pPurchase();
      came += then;
      bought += then > 0 ? 1 : 0;
    }
    assertThat(buyers).isCloseTo(bought, within(0.15 * bought));
    assertThat(expected).isCloseTo(came, within(0.2 * came));
  }

  @Test
  void the_order_of_customers_changes_nothing() {
    var records = new ArrayList<>(lives(80, 400, 2).stream().map(d -> record(d, 20)).toList());
    var once = MixtureFit.fit(records, CUT);
    Collections.reverse(records);
    assertThat(probability(MixtureFit.fit(records, CUT))).isEqualTo(probability(once));
  }

  @Test
  void nothing_at_or_after_the_cut_is_looked_at() {
    var all = lives(80, 400, 3);
    var known = all.stream().map(d -> Arrays.stream(d).filter(x -> x < TODAY).toArray()).toList();
    assertThat(probability(MixtureFit.fit(all.stream().map(d -> record(d, 20)).toList(), CUT)))
        .isEqualTo(
            probability(MixtureFit.fit(known.stream().map(d -> record(d, 20)).toList(), CUT)));
  }

  @Test
  void a_busy_month_shows_in_the_clock_of_a_shop_with_two_years() {
    var random = new SplittableRandom(4);
    var records = new ArrayList<PurchaseRecord>();
    for (int c = 0; c < 400; c++) {
      var days = new ArrayList<Integer>();
      for (int day = TODAY - 730 + random.nextInt(300); day < TODAY; day++)
        if (random.nextDouble() < (month(day) == 11 ? 0.06 : 0.02)) days.add(day);
      if (!days.isEmpty()) records.add(record(days.stream().mapToInt(d -> d).toArray(), 20));
    }
    for (var member : MixtureFit.fit(records, CUT).members())
      assertThat(member.clock().dayLength(11)).isGreaterThan(1.7 * member.clock().dayLength(5));
  }

  @Test
  void amounts_of_nothing_give_a_shop_without_amounts() {
    assertThat(MixtureFit.fit(List.of(record(new int[] {TODAY - 9}, 0)), CUT).amounts()).isNull();
  }

  @Test
  void who_buys_more_often_may_spend_more_each_time() {
    var random = new SplittableRandom(5);
    var records = new ArrayList<PurchaseRecord>();
    for (int c = 0; c < 600; c++) {
      int n = 1 + c % 10;
      int[] days = IntStream.range(0, n).map(i -> TODAY - 300 + 20 * i).toArray();
      records.add(record(days, 20 * Math.pow(n, 0.5) * Math.exp(0.6 * random.nextDouble())));
    }
    var amounts = MixtureFit.fit(records, CUT).amounts();
    assertThat(amounts).isNotNull();
    assertThat(amounts.slope()).isCloseTo(0.5, within(0.15));
    assertThat(amounts.mean(10, 63)).isCloseTo(63, within(12.0));
  }

  @Test
  void a_shop_that_traded_in_the_same_years_lends_no_season() {
    var nineties = LocalDate.parse("1997-06-01");
    var today = LocalDate.parse("2026-01-01");
    assertThat(PooledSeason.besides(nineties, nineties.plusDays(90)))
        .isNotEqualTo(PooledSeason.besides(today, today.plusDays(90)));
    assertThat(PooledSeason.besides(today, today.plusDays(90))[10]).isGreaterThan(1.1);
    assertThat(PooledSeason.besides(LocalDate.parse("1990-01-01"), today)).containsOnly(1.0);
  }

  @Test
  void one_customer_of_two_days_is_told_no_more_than_a_usual_shop_would_show() {
    var shop = MixtureFit.fit(List.of(record(new int[] {TODAY - 2}, 20)), CUT);
    var outlook = shop.outlook(purchases(new int[] {TODAY - 2}), CUT, Duration.ofDays(90));
    assertThat(outlook.pPurchase()).isBetween(0.05, 0.45);
    assertThat(outlook.expectedOrders()).isBetween(0.05, 1.2);
  }

  @Test
  void who_buys_every_eight_months_needs_rhythms_with_memory() {
    var random = new SplittableRandom(6);
    var records = new ArrayList<PurchaseRecord>();
    for (int c = 0; c < 600; c++) {
      var days = new ArrayList<Integer>();
      for (int day = TODAY - 1200 + random.nextInt(250);
          day < TODAY;
          day += random.nextInt(240, 261)) days.add(day);
      records.add(record(days.stream().mapToInt(d -> d).toArray(), 20));
    }
    var shop = MixtureFit.fit(records, CUT);
    double free = 0;
    for (var member : shop.members())
      if (Regularity.isMemoryless(shop.rhythms(), member.shares()[0])) free += member.weight();
    assertThat(free).isLessThan(0.2);
  }

  @Test
  void a_history_too_short_to_judge_mixes_both_kinds() {
    var shop = MixtureFit.fit(lives(80, 60, 7).stream().map(d -> record(d, 20)).toList(), CUT);
    assertThat(shop.members()).extracting(m -> m.weight()).containsExactly(0.5, 0.5);
  }

  @Test
  void nobody_gives_a_reason() {
    assertThatThrownBy(() -> MixtureFit.fit(List.of(), CUT))
        .hasMessageContaining("no order before");
  }

  private static double probability(Mixture shop) {
    var customer = purchases(new int[] {TODAY - 100, TODAY - 60, TODAY - 10});
    return shop.outlook(customer, CUT, Duration.ofDays(90)).pPurchase();
  }

  /** On two days of three, sleeping and waking; sleepers leave at the usual rate. */
  private static List<int[]> lives(int customers, int length, long seed) {
    var random = new SplittableRandom(seed);
    var lives = new ArrayList<int[]>();
    for (int c = 0; c < customers; c++) {
      var days = new ArrayList<Integer>();
      int first = TODAY - length + random.nextInt(length - 10);
      double rate = 0.02 + 0.06 * random.nextDouble();
      boolean awake = true;
      days.add(first);
      for (int day = first + 1; day < TODAY + HORIZON; day++) {
        if (!awake && random.nextDouble() < MixtureFit.LEAVE) break;
        if (random.nextDouble() < (awake ? 0.01 : 0.02)) awake = !awake;
        if (awake && random.nextDouble() < rate) days.add(day);
      }
      lives.add(days.stream().mapToInt(d -> d).toArray());
    }
    return lives;
  }

  private static int month(int day) {
    return LocalDate.ofEpochDay(day).getMonthValue();
  }

  private static PurchaseRecord record(int[] days, double amount) {
    double[] amounts = new double[days.length];
    Arrays.fill(amounts, amount);
    return new PurchaseRecord(
        Arrays.stream(days).mapToLong(d -> d * DAY + 3_600).toArray(), amounts, 0);
  }

  private static Purchases purchases(int[] days) {
    int[] kept = Arrays.copyOfRange(days, Math.max(0, days.length - 40), days.length);
    return new Purchases(
        Instant.ofEpochSecond(days[0] * DAY),
        Instant.ofEpochSecond(days[days.length - 1] * DAY),
        days.length - 1,
        days.length,
        20,
        new OrderDays(kept),
        Moments.NONE);
  }
}
