// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.scoring.SeasonalClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class SeasonalFitTest {
  private static final double[] INDEX = {.7, .8, .9, .9, 1, 1, 1, .8, 1.1, 1.2, 1.7, .9};

  @Test
  void a_season_that_repeats_is_found_and_believed() {
    var clock = fit(1_100, SeasonalFitTest::season);
    assertThat(clock.strength()).isGreaterThan(0.75);
    assertThat(clock.monthIndex()[10]).isCloseTo(1.7, within(0.25));
    assertThat(clock.monthIndex()[0]).isCloseTo(0.7, within(0.15));
  }

  @Test
  void a_shop_without_season_keeps_nearly_the_calendar() {
    var clock = fit(1_100, day -> 1);
    for (int m = 1; m <= 12; m++) assertThat(clock.dayLength(m)).isCloseTo(1, within(0.12));
  }

  @Test
  void growth_is_not_taken_for_a_season() {
    var clock = fit(1_300, day -> 2 * Math.exp((day - 1_300) / 500));
    double[] index = clock.monthIndex();
    for (int m = 0; m < 12; m++) assertThat(index[m]).isCloseTo(1, within(0.35));
  }

  @Test
  void filling_up_with_first_customers_is_not_taken_for_a_season() {
    for (int days : new int[] {400, 500, 600, 800}) {
      double[] index = fit(days, day -> 1).monthIndex();
      for (int m = 0; m < 12; m++) assertThat(index[m]).isCloseTo(1, within(0.3));
    }
  }

  @Test
  void a_short_history_shows_no_season() {
    assertThat(fit(300, SeasonalFitTest::season)).isEqualTo(SeasonalClock.CALENDAR);
  }

  @Test
  void a_single_cohort_that_fades_is_no_season() {
    var early =
        shop(1_100, SeasonalFitTest::season).stream()
            .filter(c -> c.times()[0] < SimulatedShop.OPENING.getEpochSecond() + 90 * 86_400)
            .toList();
    assertThat(SeasonalFit.fit(early, SimulatedShop.OPENING.plus(Duration.ofDays(1_100))))
        .isEqualTo(SeasonalClock.CALENDAR);
  }

  @Test
  void orders_after_the_cut_are_not_looked_at() {
    var cut = SimulatedShop.OPENING.plus(Duration.ofDays(500));
    var all = shop(900, SeasonalFitTest::season);
    var known =
        all.stream()
            .filter(c -> c.times()[0] < cut.getEpochSecond())
            .map(c -> before(c, cut.getEpochSecond()));
    assertThat(SeasonalFit.fit(all, cut)).isEqualTo(SeasonalFit.fit(known.toList(), cut));
  }

  private static PurchaseRecord before(PurchaseRecord c, long cut) {
    int n = 0;
    while (n < c.times().length && c.times()[n] < cut) n++;
    return new PurchaseRecord(Arrays.copyOf(c.times(), n), Arrays.copyOf(c.amounts(), n), 0);
  }

  private static SeasonalClock fit(int days, DoubleUnaryOperator season) {
    return SeasonalFit.fit(shop(days, season), SimulatedShop.OPENING.plus(Duration.ofDays(days)));
  }

  private static List<PurchaseRecord> shop(int days, DoubleUnaryOperator season) {
    return new SimulatedShop(7).orders(1_500, days, season);
  }

  /** A day since the opening to its month's index. */
  private static double season(double day) {
    var opening = LocalDate.ofInstant(SimulatedShop.OPENING, ZoneOffset.UTC);
    return INDEX[opening.plusDays((long) day).getMonthValue() - 1];
  }
}
