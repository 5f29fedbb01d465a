// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.core.Histories;
import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Features;
import dev.worth.protocol.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LifeCycleTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final long DAY = 86_400;
  private static final EnumSet<Stage> LATE = EnumSet.of(Stage.COOLING, Stage.LAPSED);

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @Test
  void a_silence_survived_once_is_not_taken_for_a_farewell_the_next_time() {
    int[] gaps = {20, 20, 20, 50, 20, 20, 20};
    assertThat(stage(41, days(20, 20, 20))).isEqualTo(Stage.COOLING);
    assertThat(stage(49, days(gaps))).isEqualTo(Stage.LOYAL);
    assertThat(stage(62, days(gaps))).isEqualTo(Stage.LOYAL);
    assertThat(stage(63, days(gaps))).isEqualTo(Stage.COOLING);
  }

  @Test
  void habit_delays_the_verdict_no_longer_than_twice_the_plain_limit() {
    var patience = Patience.of(20, 1_000);
    assertThat(patience.cooling()).isEqualTo(80);
    assertThat(patience.lapsed()).isEqualTo(180);
    assertThat(Patience.of(100, 1_000).lapsed()).isEqualTo(800);
  }

  @Test
  void who_comes_back_after_a_lapse_is_won_back_until_the_next_order() {
    assertThat(stage(5, days(20, 20, 395))).isEqualTo(Stage.WON_BACK);
    assertThat(stage(5, days(20, 20, 395, 30))).isEqualTo(Stage.LOYAL);
  }

  /** Waiting alone moves a stage one way only, and each order is its only way back. */
  @ParameterizedTest
  @MethodSource("seeds")
  void between_two_orders_a_stage_only_gets_later(long seed) {
    var days = random(seed, 30);
    for (int n = 1; n < days.size(); n++) {
      var state = fold(days.subList(0, n));
      int before = -1;
      for (int day = days.get(n - 1); day < days.get(n); day++) {
        int rank = rank(stageOn(state, day));
        assertThat(rank).as("day %s", day).isGreaterThanOrEqualTo(before);
        before = rank;
      }
    }
  }

  /** Half of the false farewells of a plain limit, over customers who never leave. */
  @Test
  void who_goes_on_as_ever_is_seldom_called_late() {
    int plain = 0;
    int patient = 0;
    for (long seed = 0; seed < 200; seed++) {
      var days = random(seed, 40);
      for (int n = 8; n < days.size(); n++) {
        var state = fold(days.subList(0, n));
        int eve = days.get(n) - 1;
        double usual = Math.max(14, state.totals().gaps().mean());
        if (eve - days.get(n - 1) > 2 * usual) plain++;
        if (LATE.contains(stageOn(state, eve))) patient++;
      }
    }
    assertThat(plain).isGreaterThan(300);
    assertThat(patient).isLessThan(plain / 2);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_same_orders_told_in_another_order_give_the_same_stage(long seed) {
    var days = random(seed, 12);
    var told = new ArrayList<>(days);
    var late = told.remove(told.size() - 2);
    if (days.getLast() - late > 2) return; // later than facts may be
    told.add(late);
    int now = days.getLast() + 40;
    assertThat(stageOn(fold(told), now)).isEqualTo(stageOn(fold(days), now));
  }

  private static int rank(Stage stage) {
    return stage == Stage.LAPSED ? 2 : stage == Stage.COOLING ? 1 : 0;
  }

  private static Stage stage(int silence, List<Integer> days) {
    return stageOn(fold(days), days.getLast() + silence);
  }

  private static Stage stageOn(CustomerState state, int day) {
    return LifeCycle.stage(Features.of(state, at(day), 90, "EUR"));
  }

  private static CustomerState fold(List<Integer> days) {
    var state = CustomerState.UNKNOWN;
    for (int day : days) state = state.evolve(Histories.order("o" + day, at(day), 1_000));
    return state;
  }

  private static Instant at(int day) {
    return START.plusSeconds(day * DAY);
  }

  private static List<Integer> days(int... gaps) {
    var days = new ArrayList<>(List.of(0));
    for (int gap : gaps) days.add(days.getLast() + gap);
    return days;
  }

  /** Gaps of an exponential law around 20 days, a day at least. */
  private static List<Integer> random(long seed, int gaps) {
    var random = new SplittableRandom(seed);
    return days(random.doubles(gaps).mapToInt(u -> 1 + (int) (-20 * Math.log(1 - u))).toArray());
  }
}
