// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.Histories;
import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Features;
import dev.worth.protocol.Basis;
import dev.worth.protocol.Contribution;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BaselineTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private final Baseline baseline = new Baseline();

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_parts_of_a_score_add_up_to_it(long seed) {
    var features = features(Histories.random(seed, (int) (seed % 40), 500));
    var explanation = baseline.explain(features);
    double sum =
        explanation.base()
            + explanation.contributions().stream().mapToDouble(Contribution::logOdds).sum();
    assertThat(sum).isCloseTo(baseline.predict(features).logOdds(), within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void every_customer_gets_a_proper_answer(long seed) {
    var p = baseline.predict(features(Histories.random(seed, (int) (seed % 40), 500)));
    assertThat(p.purchaseProbability()).isBetween(0.0, 1.0);
    assertThat(p.expectedOrders()).isFinite().isNotNegative();
    assertThat(p.expectedSpend()).isFinite().isNotNegative();
    assertThat(p.spend().values()).isSorted();
    assertThat(p.percentile()).isBetween(0.0, 100.0);
  }

  @Test
  void buying_again_raises_and_silence_lowers_the_probability() {
    double once = probability(order("1", 100));
    double often = probability(order("1", 100), order("2", 60), order("3", 20));
    double silent = probability(order("1", 100), order("2", 95), order("3", 90));
    assertThat(often).isGreaterThan(once);
    assertThat(silent).isLessThan(often);
  }

  @Test
  void nobody_is_refused_and_the_basis_says_what_an_answer_rests_on() {
    assertThat(score().basis()).isEqualTo(Basis.PRIOR);
    assertThat(score().stage()).isEqualTo(Stage.PROSPECT);
    assertThat(score(order("1", 10)).basis()).isEqualTo(Basis.THIN);
    assertThat(score(order("1", 30), order("2", 20), order("3", 10)).basis()).isEqualTo(Basis.FULL);
  }

  @Test
  void without_reference_customers_everybody_ranks_in_the_middle() {
    assertThat(score().percentile()).isEqualTo(50);
    assertThat(score(order("1", 10)).percentile()).isEqualTo(50);
  }

  @Test
  void stages_follow_the_customers_own_rhythm() {
    assertThat(score(order("1", 10)).stage()).isEqualTo(Stage.NEW);
    assertThat(score(order("1", 50), order("2", 20)).stage()).isEqualTo(Stage.ACTIVE);
    assertThat(
            score(order("1", 130), order("2", 100), order("3", 70), order("4", 40), order("5", 10))
                .stage())
        .isEqualTo(Stage.LOYAL);
    assertThat(score(order("1", 120), order("2", 90)).stage()).isEqualTo(Stage.COOLING);
    assertThat(score(order("1", 300), order("2", 270)).stage()).isEqualTo(Stage.LAPSED);
    assertThat(score(order("1", 420), order("2", 400), order("3", 5)).stage())
        .isEqualTo(Stage.WON_BACK);
  }

  @Test
  void intervals_nest_and_the_lapse_probability_is_the_rest() {
    var score = score(order("1", 50), order("2", 20));
    assertThat(score.purchaseProbability() + score.lapseProbability()).isEqualTo(1);
    assertThat(score.intervals()).extracting(i -> i.level()).containsExactly(0.5, 0.8, 0.95);
    assertThat(score.intervals()).extracting(i -> i.upper()).isSorted();
    assertThat(score.inputAges()).containsEntry("order", 20L * 86_400);
  }

  private double probability(CustomerEvent... facts) {
    return baseline.predict(features(List.of(facts))).purchaseProbability();
  }

  private dev.worth.protocol.Score score(CustomerEvent... facts) {
    var question = new Scoring.Question(NOW, 90, true);
    return Scoring.score(new CustomerId("c"), fold(List.of(facts)), 3, question, "EUR", baseline);
  }

  private static Features features(List<CustomerEvent> facts) {
    return Features.of(fold(facts), NOW, 90, "EUR");
  }

  private static CustomerState fold(List<CustomerEvent> facts) {
    var state = CustomerState.UNKNOWN;
    for (CustomerEvent fact : facts) state = state.evolve(fact);
    return state;
  }

  private static CustomerEvent order(String id, int daysAgo) {
    return Histories.order(id, NOW.minus(Duration.ofDays(daysAgo)), 3_000);
  }
}
