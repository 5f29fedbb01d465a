// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected figures are worked out by hand from the definitions; the steps stand beside them. */
class MetricsTest {
  private static final boolean[] BOUGHT = {true, false, true, false};
  private static final double[] P = {0.9, 0.8, 0.6, 0.1};
  private static final double[] SPEND = {10, 0, 30, 0, 60};
  private static final double[] EXPECTED = {20, 5, 20, 0, 40};
  private static final String[] IDS = {"a", "b", "c", "d", "e"};

  @Test
  void auc_counts_the_pairs_in_the_right_order() {
    // buyers 0.9 and 0.6 against 0.8 and 0.1: three of four pairs are right
    assertThat(Metrics.auc(BOUGHT, P)).isEqualTo(0.75);
  }

  @Test
  void a_tie_counts_half_for_the_auc() {
    assertThat(Metrics.auc(BOUGHT, new double[] {0.5, 0.5, 0.5, 0.5})).isEqualTo(0.5);
    assertThat(Metrics.auc(BOUGHT, new double[] {0.5, 0.5, 0.6, 0.1})).isEqualTo(0.875);
  }

  @Test
  void auc_and_precision_need_a_buyer() {
    boolean[] nobody = {false, false};
    assertThat(Metrics.auc(nobody, new double[] {0.1, 0.2})).isNaN();
    assertThat(Metrics.prAuc(nobody, new double[] {0.1, 0.2})).isNaN();
    assertThat(Metrics.auc(new boolean[] {true, true}, new double[] {0.1, 0.2})).isNaN();
  }

  @Test
  void average_precision_steps_at_each_buyer() {
    // found at places 1 and 3: (1/1 + 2/3) / 2
    assertThat(Metrics.prAuc(BOUGHT, P)).isCloseTo(5 / 6.0, within(1e-12));
  }

  @Test
  void equal_scores_are_one_threshold_of_average_precision() {
    assertThat(Metrics.prAuc(BOUGHT, new double[] {0.5, 0.5, 0.5, 0.5})).isEqualTo(0.5);
  }

  @Test
  void log_loss_is_the_mean_of_the_surprises() {
    double byHand = -(Math.log(0.9) + Math.log(0.2) + Math.log(0.6) + Math.log(0.9)) / 4;
    assertThat(Metrics.logLoss(BOUGHT, P)).isCloseTo(byHand, within(1e-12));
  }

  @Test
  void a_certainty_that_fails_costs_no_more_than_a_millionth() {
    assertThat(Metrics.logLoss(new boolean[] {true}, new double[] {0}))
        .isCloseTo(-Math.log(1e-6), within(1e-12));
  }

  @Test
  void skill_compares_with_who_knows_the_base_rate() {
    var m = Metrics.purchase(BOUGHT, P);
    assertThat(m.logLossSkill()).isCloseTo(1 - m.logLoss() / Math.log(2), within(1e-12));
    assertThat(m.meanP()).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void brier_is_the_mean_squared_error() {
    // 0.01 + 0.64 + 0.16 + 0.01
    assertThat(Metrics.brier(BOUGHT, P)).isCloseTo(0.205, within(1e-12));
  }

  @Test
  void with_four_customers_each_is_a_calibration_bin() {
    // |0.1-0| + |0.6-1| + |0.8-0| + |0.9-1|
    assertThat(Metrics.ece(BOUGHT, P)).isCloseTo(1.4 / 4, within(1e-12));
  }

  @Test
  void calibration_bins_of_twenty_customers_hold_two() {
    boolean[] bought = new boolean[20];
    double[] p = new double[20];
    for (int i = 0; i < 20; i++) {
      bought[i] = i % 2 == 0;
      p[i] = 0.5 + i * 1e-6;
    }
    assertThat(Metrics.ece(bought, p)).isCloseTo(0, within(1e-4));
  }

  @Test
  void gini_compares_the_gain_chart_with_the_perfect_one() {
    // perfect order 60 30 10 0 0: area 60+90+100+100+100 = 450, 900/500 - 1 = 0.8
    // ours 40 | 20 20 | 5 | 0 : gains 60, 80, 100, 100, 100 = 440, 880/500 - 1 = 0.76
    assertThat(Metrics.normGini(SPEND, EXPECTED)).isCloseTo(0.95, within(1e-12));
    assertThat(Metrics.normGini(SPEND, SPEND)).isCloseTo(1, within(1e-12));
    assertThat(Metrics.normGini(new double[2], new double[2])).isNaN();
  }

  @Test
  void spearman_correlates_mid_ranks() {
    // truth ranks 3 1.5 4 1.5 5, ours 3.5 2 3.5 1 5; below as distances from the mean rank 3
    double ab = 0 * 0.5 + -1.5 * -1 + 1 * 0.5 + -1.5 * -2 + 2 * 2;
    double aa = 0 + 2.25 + 1 + 2.25 + 4;
    double bb = 0.25 + 1 + 0.25 + 4 + 4;
    assertThat(Metrics.spearman(SPEND, EXPECTED)).isCloseTo(ab / Math.sqrt(aa * bb), within(1e-12));
    assertThat(Metrics.spearman(SPEND, new double[] {1, 1, 1, 1, 1})).isNaN();
  }

  @Test
  void errors_of_the_spend_are_absolute_squared_and_relative() {
    var m = Metrics.spend(SPEND, EXPECTED, IDS);
    // errors 10 5 10 0 20, mean spend 20
    assertThat(m.mae()).isCloseTo(9, within(1e-12));
    assertThat(m.rmse()).isCloseTo(Math.sqrt(625 / 5.0), within(1e-12));
    assertThat(m.nmae()).isCloseTo(0.45, within(1e-12));
    assertThat(m.nrmse()).isCloseTo(Math.sqrt(125) / 20, within(1e-12));
    assertThat(m.biasPct()).isCloseTo(-15, within(1e-12));
  }

  @Test
  void rmsle_compares_logarithms_and_lifts_negative_predictions_to_nothing() {
    double[] truth = {0, Math.E - 1};
    double[] expected = {-3, 0};
    assertThat(Metrics.rmsle(truth, expected)).isCloseTo(Math.sqrt(0.5), within(1e-12));
  }

  @Test
  void deciles_follow_the_prediction_and_break_ties_by_id() {
    // twenty customers, two a group: truth 1 each, the best group predicts 2 each
    double[] spend = new double[20];
    double[] expected = new double[20];
    String[] ids = new String[20];
    for (int i = 0; i < 20; i++) {
      ids[i] = "c" + (char) ('a' + i);
      expected[i] = i < 2 ? 2 : 1;
      spend[i] = i < 18 ? 1 : 0;
    }
    // the tie of 18 ones is cut by id, so the last group (truth 0) is left out; of nine, one is off
    assertThat(Metrics.decileMape(spend, expected, ids)).isCloseTo(1 / 9.0, within(1e-12));
    var m = Metrics.spend(spend, expected, ids);
    assertThat(m.top10Capture()).isCloseTo(2 / 18.0, within(1e-12));
    assertThat(m.top10OfPossible()).isEqualTo(1);
  }

  @Test
  void the_top_tenth_of_five_customers_is_nobody() {
    var m = Metrics.spend(SPEND, EXPECTED, IDS);
    assertThat(m.top10Capture()).isZero();
    assertThat(m.top10OfPossible()).isNaN();
  }

  @Test
  void an_interval_is_judged_by_width_and_misses() {
    double[] lower = {0, 0, 0, 1, 0};
    double[] upper = {20, 5, 20, 2, 60};
    var m = Metrics.interval(0.8, SPEND, lower, upper, EXPECTED, IDS);
    assertThat(m.coverage()).isCloseTo(0.6, within(1e-12)); // c above, d below
    assertThat(m.coverageBuyers()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(m.below()).isCloseTo(0.2, within(1e-12));
    assertThat(m.above()).isCloseTo(0.2, within(1e-12));
    assertThat(m.meanWidth()).isCloseTo(106 / 5.0, within(1e-12));
    // 2 / 0.2 times the misses 10 and 1, over five, on top of the width
    assertThat(m.intervalScore()).isCloseTo((106 + 10 * 11) / 5.0, within(1e-9));
    assertThat(m.worstDecileGap()).isCloseTo(0.8, within(1e-12));
  }

  @Test
  void pinball_weighs_both_sides_of_a_quantile() {
    double[] quantile = {20, 0, 20, 0, 60};
    // over by 10, under by 10 at the 90 % quantile: 0.1 * 10 + 0.9 * 10
    assertThat(Metrics.pinball(SPEND, quantile, 0.9)).isCloseTo(10 / 5.0, within(1e-12));
    assertThat(Metrics.shareAtOrBelow(SPEND, quantile)).isCloseTo(0.8, within(1e-12));
  }

  @Test
  void orders_have_the_same_errors() {
    var m = Metrics.orders(new double[] {1, 3}, new double[] {2, 4});
    assertThat(m).isEqualTo(new Metrics.Orders(1, 1, 1, 50));
  }

  @Test
  void predictions_must_match_the_truths() {
    assertThatThrownBy(() -> Metrics.purchase(BOUGHT, new double[2]))
        .hasMessage("4 truths but 2 predictions: give one for each customer");
    assertThatThrownBy(() -> Metrics.purchase(new boolean[0], new double[0]))
        .hasMessageContaining("no customers");
  }
}
