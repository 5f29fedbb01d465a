// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TideTest {
  /** A hundred orders a week, as chance would have it. */
  private static final double ORDERS = 100;

  @Test
  void a_shop_that_keeps_still_is_believed_to() {
    for (int seed = 0; seed < 20; seed++)
      assertThat(level(seed, week -> 1)).as("seed %d", seed).isCloseTo(0, within(0.12));
  }

  @Test
  void a_shock_of_three_weeks_ago_is_followed_most_of_the_way() {
    for (int seed = 0; seed < 20; seed++)
      assertThat(level(seed, week -> week < 13 ? 1 : 0.6))
          .as("seed %d", seed)
          .isCloseTo(Math.log(0.6), within(0.3));
  }

  @Test
  void one_odd_week_long_ago_is_forgotten() {
    for (int seed = 0; seed < 20; seed++)
      assertThat(level(seed, week -> week == 4 ? 1.6 : 1))
          .as("seed %d", seed)
          .isCloseTo(0, within(0.2));
  }

  @Test
  void nothing_expected_and_nothing_seen_moves_nothing() {
    var tide = new Tide();
    for (int week = 0; week < 16; week++) tide.week(0, 0, 0);
    assertThat(tide.level()).isZero();
  }

  @Test
  void no_sale_at_all_is_no_reason_to_expect_none_for_ever() {
    var tide = new Tide();
    for (int week = 0; week < 16; week++) tide.week(0, ORDERS, ORDERS * ORDERS);
    assertThat(tide.level()).isBetween(-Math.log(2.5) - 1e-9, 0.0);
  }

  private interface Rate {
    double of(int week);
  }

  private static double level(int seed, Rate rate) {
    var random = new SplittableRandom(seed);
    var tide = new Tide();
    for (int week = 0; week < 16; week++) {
      double came =
          rate.of(week) * ORDERS + Math.sqrt(rate.of(week) * ORDERS) * random.nextGaussian();
      tide.week(came, ORDERS, rate.of(week) * ORDERS);
    }
    return tide.level();
  }
}
