// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.experiment.ExperimentResult.Finding;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AnalysisTest {
  private static final Experiment TWO =
      Some.experiment("two", 0, Arm.of("control", 1), Arm.of("treated", 1));

  /** By hand: r, the mixture's width and the logarithm for n = 400, alpha 5 %, planned 1000. */
  @Test
  void the_interval_is_the_published_formula() {
    double r = (-2 * Math.log(0.05) + Math.log(-2 * Math.log(0.05)) + 1) / 1_000;
    double expected =
        Math.sqrt(0.25)
            * Math.sqrt(2 * (400 * r + 1) / (400 * r) * Math.log(Math.sqrt(400 * r + 1) / 0.05));
    assertThat(new ConfidenceSequence(0.05, 1_000).reach(400, 0.25)).isEqualTo(expected);
    assertThat(expected / Math.sqrt(0.25)).isCloseTo(3.1037, within(0.0001));
  }

  @Test
  void means_and_the_plain_difference_are_those_of_the_outcomes() {
    var analysis = new Analysis(TWO);
    double[][] outcomes = {{1, 2, 3, 6}, {2, 2, 8, 4}};
    for (double y : outcomes[0]) matured(analysis, "control", y, 0);
    for (double y : outcomes[1]) matured(analysis, "treated", y, 0);
    var result = analysis.result();
    assertThat(result.arms().get(0).mean()).isEqualTo(3);
    assertThat(result.comparisons().get(0).plain().difference()).isCloseTo(1, within(1e-12));
    assertThat(result.finding()).isEqualTo(Finding.TOO_EARLY);
  }

  @Test
  void a_score_that_foretells_the_outcome_narrows_the_interval_and_moves_no_mean() {
    var random = new SplittableRandom(7);
    var analysis = new Analysis(TWO);
    for (int i = 0; i < 4_000; i++) {
      boolean treated = random.nextBoolean();
      double prior = 10 * random.nextDouble();
      double noise = random.nextDouble() - 0.5;
      matured(
          analysis, treated ? "treated" : "control", prior + noise + (treated ? 0.3 : 0), prior);
    }
    var comparison = analysis.result().comparisons().get(0);
    assertThat(comparison.explained()).isCloseTo(0.99, within(0.01));
    assertThat(comparison.adjusted().difference()).isCloseTo(0.3, within(0.05));
    assertThat(comparison.adjusted().isFound()).isTrue();
    assertThat(comparison.plain().isFound()).isFalse();
  }

  @Test
  void shares_that_are_off_block_the_result() {
    var analysis = new Analysis(TWO);
    for (int i = 0; i < 1_000; i++) {
      matured(analysis, "treated", 10, 1);
      if (i % 5 > 0) matured(analysis, "control", i % 3, 1);
    }
    var result = analysis.result();
    assertThat(result.finding()).isEqualTo(Finding.BLOCKED);
    assertThat(result.sampleRatio().pValue()).isLessThan(SampleRatio.LEVEL);
    assertThat(result.comparisons()).isEmpty();
  }

  @Test
  void the_share_of_the_holdout_is_checked_with_the_others() {
    var experiment = Some.experiment("e", 0.1, Arm.of("a", 1), Arm.of("b", 1));
    var sound = new Analysis(experiment);
    var without = new Analysis(experiment);
    for (int i = 0; i < 1_000; i++) {
      String arm = i % 2 == 0 ? "a" : "b";
      sound.exposed(i % 10 == 9 ? Arm.HOLDOUT : i % 20 < 9 ? "a" : "b");
      without.exposed(arm);
    }
    assertThat(sound.result().sampleRatio().isBroken()).isFalse();
    assertThat(without.result().sampleRatio().isBroken()).isTrue();
  }

  /** Beta function by hand: 4 and 6 under a Dirichlet(50, 50) against one half. */
  @Test
  void the_bayes_factor_is_the_published_one() {
    double log = 0;
    for (int i = 0; i < 4; i++) log += Math.log((50 + i) / 0.5);
    for (int i = 0; i < 6; i++) log += Math.log((50 + i) / 0.5);
    for (int i = 0; i < 10; i++) log -= Math.log(100 + i);
    var ratio = SampleRatio.of(new long[] {4, 6}, new double[] {0.5, 0.5});
    assertThat(ratio.logBayesFactor()).isCloseTo(log, within(1e-9));
    assertThat(SampleRatio.of(new long[] {0, 0}, new double[] {0.5, 0.5}).pValue()).isEqualTo(1);
  }

  @Test
  void outcomes_that_are_all_the_same_show_no_difference() {
    var analysis = new Analysis(TWO);
    for (int i = 0; i < 500; i++) matured(analysis, i % 2 == 0 ? "control" : "treated", 0, 0);
    assertThat(analysis.result().finding()).isEqualTo(Finding.TOO_EARLY);
  }

  @Test
  void an_arm_that_the_experiment_lacks_is_refused() {
    assertThatThrownBy(() -> new Analysis(TWO).exposed("third"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'third'");
  }

  private static void matured(Analysis analysis, String arm, double outcome, double foretold) {
    analysis.exposed(arm);
    analysis.matured(arm, outcome, foretold);
  }
}
