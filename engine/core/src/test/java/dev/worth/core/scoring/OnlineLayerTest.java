// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Features;
import dev.worth.protocol.Basis;
import dev.worth.protocol.Contribution;
import dev.worth.protocol.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnlineLayerTest {
  private static final String MODEL = Baseline.VERSION;
  private final Random random = new Random(5);

  @Test
  void it_follows_a_shop_in_which_everybody_buys_more_than_foretold() {
    double before = loss(OnlineLayer.NONE, 0.6);
    OnlineLayer layer = OnlineLayer.NONE;
    for (int week = 1; week <= 6; week++) layer = layer.follow(MODEL, week, week(0.6, week));
    assertThat(layer.shift(-1, Stage.ACTIVE, Basis.FULL)).isBetween(0.3, OnlineLayer.MOST);
    assertThat(loss(layer, 0.6)).isLessThan(before - 0.02);
  }

  @Test
  void where_the_model_is_right_it_adds_next_to_nothing() {
    OnlineLayer layer = OnlineLayer.NONE;
    for (int week = 1; week <= 6; week++) layer = layer.follow(MODEL, week, week(0, week));
    assertThat(layer.shift(-1, Stage.ACTIVE, Basis.FULL)).isCloseTo(0, within(0.1));
  }

  @Test
  void one_customer_moves_it_no_further_than_a_few_outcomes_do() {
    var flood = new ArrayList<OnlineLayer.Outcome>();
    for (int i = 0; i < 2_000; i++)
      flood.add(new OnlineLayer.Outcome(7, -3, Stage.NEW, Basis.THIN, true));
    OnlineLayer layer = OnlineLayer.NONE;
    for (int week = 1; week <= 20; week++) layer = layer.follow(MODEL, week, flood);
    assertThat(layer.shift(-3, Stage.NEW, Basis.THIN)).isBetween(0.0, 0.25);
  }

  @Test
  void a_burst_of_false_labels_moves_nobody_beyond_the_bound() {
    var burst = new ArrayList<OnlineLayer.Outcome>();
    for (int i = 0; i < 100_000; i++)
      burst.add(new OnlineLayer.Outcome(i, -4, Stage.NEW, Basis.THIN, true));
    OnlineLayer layer = OnlineLayer.NONE.follow(MODEL, 1, burst);
    for (Stage stage : Stage.values())
      for (double logOdds = -9; logOdds < 9; logOdds += 0.5)
        assertThat(Math.abs(layer.shift(logOdds, stage, Basis.THIN)))
            .isLessThanOrEqualTo(OnlineLayer.MOST);
    assertThat(layer)
        .isEqualTo(OnlineLayer.NONE.follow(MODEL, 1, burst.subList(0, OnlineLayer.PER_CUTOFF)));
  }

  @Test
  void a_cut_off_told_twice_is_learned_from_once() {
    var week = week(0.5, 1);
    OnlineLayer once = OnlineLayer.NONE.follow(MODEL, 1, week);
    assertThat(once.follow(MODEL, 1, week)).isEqualTo(once);
    assertThat(once).isNotEqualTo(OnlineLayer.NONE);
  }

  @Test
  void another_version_begins_anew() {
    OnlineLayer old = OnlineLayer.NONE.follow(MODEL, 1, week(0.6, 1));
    var two = week(0.6, 2);
    assertThat(old.follow("m-2", 2, two)).isEqualTo(OnlineLayer.NONE.follow("m-2", 2, two));
    var scorer = new Baseline();
    assertThat(OnlineScorer.of(scorer, old.follow("m-2", 2, two))).isSameAs(scorer);
  }

  @Test
  void its_contribution_is_told_apart_and_the_parts_still_sum_to_the_score() {
    OnlineLayer layer = OnlineLayer.NONE;
    for (int week = 1; week <= 6; week++) layer = layer.follow(MODEL, week, week(0.6, week));
    var features =
        Features.of(CustomerState.UNKNOWN, Instant.parse("2026-03-01T00:00:00Z"), 28, "EUR");
    var scorer = OnlineScorer.of(new Baseline(), layer);
    var prediction = scorer.predict(features);
    var explained = scorer.explain(features);
    double sum =
        explained.base()
            + explained.contributions().stream().mapToDouble(Contribution::logOdds).sum();
    assertThat(prediction.online()).isNotZero();
    assertThat(sum).isCloseTo(prediction.logOdds(), within(1e-6));
    assertThat(explained.contributions()).anyMatch(c -> c.code().equals("online"));
    var plain = new Baseline().predict(features);
    assertThat(prediction.expectedSpend() / plain.expectedSpend())
        .isCloseTo(prediction.purchaseProbability() / plain.purchaseProbability(), within(1e-9));
  }

  /** A thousand customers whose true log-odds are so much above the model's. */
  private List<OnlineLayer.Outcome> week(double above, int week) {
    var outcomes = new ArrayList<OnlineLayer.Outcome>();
    for (int i = 0; i < 1_000; i++) {
      double logOdds = -2 + 2 * random.nextDouble();
      boolean bought = random.nextDouble() < 1 / (1 + Math.exp(-logOdds - above));
      outcomes.add(
          new OnlineLayer.Outcome(week * 10_000L + i, logOdds, Stage.ACTIVE, Basis.FULL, bought));
    }
    return outcomes;
  }

  /** Expected log-loss where true log-odds are so much above the model's. */
  private static double loss(OnlineLayer layer, double above) {
    double sum = 0;
    for (double logOdds = -2; logOdds < 0; logOdds += 0.01) {
      double p = 1 / (1 + Math.exp(-logOdds - layer.shift(logOdds, Stage.ACTIVE, Basis.FULL)));
      double truth = 1 / (1 + Math.exp(-logOdds - above));
      sum -= truth * Math.log(p) + (1 - truth) * Math.log(1 - p);
    }
    return sum / 200;
  }
}
