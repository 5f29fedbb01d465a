// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.worth.learning.trees.LightGbm;
import org.junit.jupiter.api.Test;

class JudgedStackTest {
  private static final double CUT = 300;

  @Test
  void a_history_of_three_horizons_lets_time_judge_and_a_shorter_one_does_not() {
    assertThat(JudgedStack.isJudgedByTime(task(60))).isTrue();
    assertThat(JudgedStack.isJudgedByTime(task(110))).isTrue();
    assertThat(JudgedStack.isJudgedByTime(task(130))).isFalse();
    assertThat(JudgedStack.isJudgedByTime(task(1_000))).isFalse();
  }

  @Test
  void where_only_other_customers_could_judge_the_correction_is_linear() {
    var task = task(200);
    var trained = JudgedStack.onMixture().fit(task);
    assertThat(trained.settings()).containsEntry("corrected_by", "linear");
    var linear = Stack.onMixture().fit(task);
    assertThat(trained.model().graph()).isEqualTo(linear.model().graph());
  }

  @Test
  void trees_that_pass_a_later_time_correct() {
    needsLightGbm();
    var task = task(60);
    var grown = new BoostedTrees(true).fit(task);
    assertThat(BoostedTrees.correctsOdds(grown)).isTrue();
    var trained = JudgedStack.onMixture().fit(task);
    assertThat(trained.settings()).containsEntry("corrected_by", "trees");
    assertThat(trained.model().graph()).isEqualTo(grown.model().graph());
  }

  @Test
  void trees_that_gained_nothing_clear_leave_the_word_to_the_linear_correction() {
    needsLightGbm();
    var nothing = new MixtureAlone();
    var trained = new JudgedStack(nothing, Stack.onMixture()).fit(task(60));
    assertThat(trained.settings()).containsEntry("corrected_by", "linear");
  }

  private static void needsLightGbm() {
    assumeTrue(LightGbm.missing().isEmpty(), () -> LightGbm.missing().orElseThrow());
  }

  private static Task task(double horizonDays) {
    var histories = SimulatedShop.announced(1_000, CUT, 4);
    var history = History.of(histories, SimulatedShop.day(CUT), "EUR");
    return new Task(history, horizonDays, 1, share -> {});
  }
}
