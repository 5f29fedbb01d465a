// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.Histories;
import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Features;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NextOrderTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final double[] HORIZONS = {0.01, 1, 7, 14, 30, 90, 180, 365, 1_000, 3_660};
  private final Baseline baseline = new Baseline();

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void one_curve_gives_the_probability_for_every_horizon_and_never_falls(long seed) {
    var state = CustomerState.UNKNOWN;
    for (var fact : Histories.random(seed, (int) (seed % 30), 500)) state = state.evolve(fact);
    var curve = baseline.purchases(Features.of(state, NOW, 90, "EUR"));
    double before = 0;
    for (double days : HORIZONS) {
      double p = curve.applyAsDouble(days);
      double asked = baseline.predict(Features.of(state, NOW, days, "EUR")).purchaseProbability();
      assertThat(p).isGreaterThanOrEqualTo(before);
      assertThat(p).isCloseTo(asked, within(2e-9));
      before = p;
    }
  }

  @Test
  void the_next_order_is_the_median_of_its_time_given_that_it_comes() {
    var keen = keen();
    Score score = score(keen, 90);
    assertThat(score.purchaseProbability()).isGreaterThan(0.5);
    double days = Duration.between(NOW, score.nextOrder()).toMillis() / 86_400_000.0;
    double half = score.purchaseProbability() / 2;
    assertThat(score(keen, days).purchaseProbability()).isGreaterThanOrEqualTo(half);
    assertThat(score(keen, days - 0.5).purchaseProbability()).isLessThan(half);
  }

  @Test
  void there_is_none_where_a_lapse_is_likelier() {
    var gone = CustomerState.UNKNOWN.evolve(order(400));
    assertThat(score(gone, 90).lapseProbability()).isGreaterThan(0.5);
    assertThat(score(gone, 90).nextOrder()).isNull();
    assertThat(score(CustomerState.UNKNOWN, 90).nextOrder()).isNull();
  }

  @Test
  void on_a_straight_curve_it_is_the_middle_of_the_horizon() {
    double plain = NextOrder.median(days -> days / 90, 1, 90);
    assertThat(plain).isCloseTo(45, within(0.5));
  }

  private Score score(CustomerState state, double horizon) {
    var question = new Scoring.Question(NOW, horizon, false);
    return Scoring.score(new CustomerId("c"), state, 1, question, "EUR", baseline);
  }

  private static CustomerState keen() {
    var state = CustomerState.UNKNOWN;
    for (int ago = 200; ago > 0; ago -= 7) state = state.evolve(order(ago));
    return state;
  }

  private static dev.worth.protocol.CustomerEvent order(int daysAgo) {
    return Histories.order("o" + daysAgo, NOW.minus(Duration.ofDays(daysAgo)), 3_000);
  }
}
