// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Features;
import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Example;
import dev.worth.core.learning.Label;
import dev.worth.core.scoring.Conformal;
import dev.worth.core.scoring.LifeCycle;
import dev.worth.core.scoring.Prediction;
import dev.worth.core.scoring.Quantiles;
import dev.worth.core.scoring.SpendDistribution;
import dev.worth.core.scoring.SpendShape;
import dev.worth.learning.Backtest.Outcome;
import dev.worth.protocol.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConformalFitTest {
  private static final Instant CUT = Instant.parse("2026-06-01T00:00:00Z");
  private static final double HORIZON = 60;
  private static final double P = 0.4;
  private static final double DEVIATION = 0.8;
  private static final Features ONE_ORDER = features();
  private static final Stage STAGE = LifeCycle.stage(ONE_ORDER);

  @Test
  void who_foretells_well_is_asked_at_the_levels_themselves() {
    var asked = fit(1, 1).levels(STAGE);
    for (int j = 0; j < asked.size(); j++)
      assertThat(asked.get(j)).isCloseTo(Quantiles.levels().get(j), within(0.02));
  }

  @Test
  void who_promises_too_narrow_intervals_is_asked_further_out() {
    assertThat(at(0.9, fit(1.6, 1.6))).isGreaterThan(0.92);
    assertThat(missedAbove(0.9, fit(1.6, 1.6), 1.6)).isLessThan(missedAbove(0.9, fit(1, 1), 1.6));
  }

  @Test
  void who_promises_too_wide_intervals_is_asked_further_in() {
    assertThat(at(0.9, fit(0.5, 0.5))).isLessThan(0.88);
  }

  @Test
  void backtests_that_disagree_are_followed_less() {
    assertThat(at(0.9, fit(1.6, 0.6))).isLessThan(at(0.9, fit(1.6, 1.6))).isGreaterThan(0.85);
  }

  @Test
  void one_backtest_alone_moves_nothing() {
    var alone = ConformalFit.of(List.of(backtest(60, 1.6, 2_000)), CUT);
    assertThat(alone).isEqualTo(Conformal.NONE);
  }

  @Test
  void a_stage_of_few_customers_is_left_alone() {
    var few = List.of(backtest(60, 1.6, 40), backtest(120, 1.6, 40));
    assertThat(ConformalFit.of(few, CUT)).isEqualTo(Conformal.NONE);
  }

  @Test
  void other_stages_are_not_moved_by_one() {
    assertThat(fit(1.6, 1.6).asked()).containsOnlyKeys(STAGE);
  }

  /**
   * @param newest how much wider than foretold the spends of the newest back-test scatter
   */
  private static Conformal fit(double newest, double older) {
    return ConformalFit.of(List.of(backtest(60, newest, 4_000), backtest(120, older, 4_000)), CUT);
  }

  private static double at(double level, Conformal intervals) {
    return intervals.levels(STAGE).get(Quantiles.levels().indexOf(level));
  }

  private static double missedAbove(double level, Conformal intervals, double wider) {
    double bound = spend().quantile(at(level, intervals));
    return backtest(0, wider, 4_000).outcomes().stream()
        .filter(o -> o.example().label().spend() > bound)
        .count();
  }

  private static Backtest backtest(int daysBefore, double wider, int customers) {
    var random = new SplittableRandom(daysBefore);
    var prediction =
        new Prediction(
            Math.log(P / (1 - P)), P, spend().mean(), Quantiles.of(spend()::quantile), 50);
    var outcomes = new ArrayList<Outcome>();
    for (int i = 0; i < customers; i++) {
      boolean buys = random.nextDouble() < P;
      double spent = buys ? Math.exp(4 + wider * DEVIATION * random.nextGaussian()) : 0;
      outcomes.add(new Outcome(new Example(ONE_ORDER, new Label(buys ? 1 : 0, spent)), prediction));
    }
    return new Backtest(new Cutoff(CUT.minus(Duration.ofDays(daysBefore)), HORIZON), outcomes);
  }

  private static SpendDistribution spend() {
    return SpendDistribution.of(P, P * 75, new SpendShape(4, DEVIATION));
  }

  private static Features features() {
    var facts = SimulatedShop.orders(1, 100, 1).values().iterator().next();
    assertThat(facts).isNotEmpty();
    var state = CustomerState.UNKNOWN;
    state = state.evolve(facts.getFirst());
    return Features.of(state, facts.getFirst().at().plus(Duration.ofDays(3)), HORIZON, "EUR");
  }
}
