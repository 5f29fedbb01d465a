// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeasonalClockTest {
  private static final double[] INDEX = {.8, .8, .9, .9, 1, 1, 1, .8, 1.1, 1.2, 1.6, .9};
  private static final SeasonalClock CLOCK = new SeasonalClock(INDEX, 1);

  @Test
  void without_strength_it_is_the_calendar() {
    assertThat(
            CLOCK.withStrength(0).elapsed(at("2011-01-01T06:00:00Z"), at("2011-12-01T00:00:00Z")))
        .isCloseTo(333.75, within(1e-9));
  }

  @Test
  void a_november_day_counts_its_index_and_half_a_day_half_of_it() {
    assertThat(CLOCK.elapsed(at("2011-11-03T00:00:00Z"), at("2011-11-04T12:00:00Z")))
        .isCloseTo(1.5 * 1.6, within(1e-9));
    assertThat(
            CLOCK.withStrength(0.5).elapsed(at("2011-11-03T00:00:00Z"), at("2011-11-04T00:00:00Z")))
        .isCloseTo(Math.sqrt(1.6), within(1e-9));
  }

  @Test
  void months_and_leap_days_add_up_over_the_turn_of_years() {
    double days = 0;
    for (var d = java.time.LocalDate.of(1995, 12, 15); d.getYear() < 2013; d = d.plusDays(1))
      days += INDEX[d.getMonthValue() - 1];
    assertThat(CLOCK.elapsed(at("1995-12-15T00:00:00Z"), at("2013-01-01T00:00:00Z")))
        .isCloseTo(days, within(1e-6));
  }

  @Test
  void intervals_are_additive_and_antisymmetric() {
    var random = new Random(3);
    for (int i = 0; i < 200; i++) {
      var a = Instant.ofEpochSecond(random.nextInt());
      var b = Instant.ofEpochSecond(random.nextInt());
      var c = Instant.ofEpochSecond(random.nextInt());
      assertThat(CLOCK.elapsed(a, b) + CLOCK.elapsed(b, c))
          .isCloseTo(CLOCK.elapsed(a, c), within(1e-6));
      assertThat(CLOCK.elapsed(a, b)).isCloseTo(-CLOCK.elapsed(b, a), within(1e-9));
    }
  }

  @Test
  void a_wrong_number_of_months_is_refused() {
    assertThatThrownBy(() -> new SeasonalClock(new double[4], 1)).hasMessageContaining("not 4");
  }

  private static Instant at(String iso) {
    return Instant.parse(iso);
  }
}
