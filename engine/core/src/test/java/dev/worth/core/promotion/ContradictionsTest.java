// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.core.learning.Label;
import dev.worth.core.promotion.Trial.Outcome;
import dev.worth.core.promotion.Trial.Requests;
import dev.worth.core.scoring.Prediction;
import dev.worth.core.scoring.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Simulated trials of 800 outcomes: 200 customers, each at four weekly cut-offs whose labels share
 * three weeks.
 */
class ContradictionsTest {
  private static final int RUNS = 400;
  private static final int CUSTOMERS = 200;
  private static final int CUTOFFS = 4;
  private static final double SELDOM = 0.05;

  @Test
  void clean_labels_are_seldom_doubted() {
    assertThat(doubted(0, 0)).isLessThanOrEqualTo(SELDOM);
  }

  @Test
  void a_season_that_moves_everybody_is_not_doubted() {
    assertThat(doubted(0, 0.7)).isLessThanOrEqualTo(SELDOM);
    assertThat(doubted(0, -0.7)).isLessThanOrEqualTo(SELDOM);
  }

  @Test
  void a_tenth_flipped_is_found_in_nine_of_ten_runs() {
    assertThat(doubted(0.1, 0)).isGreaterThan(0.9);
    assertThat(doubted(0.1, 0.7)).isGreaterThan(0.9);
  }

  @Test
  void a_twentieth_flipped_is_found_in_most_runs_and_a_fiftieth_in_few() {
    assertThat(doubted(0.05, 0)).isGreaterThan(0.5);
    assertThat(doubted(0.02, 0)).isLessThan(0.5);
  }

  @Test
  void who_promises_too_little_is_excused_by_what_was_seen_before() {
    DoubleUnaryOperator tooLow = logOdds -> logOdds < -1 ? logOdds - 0.7 : logOdds;
    long doubted =
        IntStream.range(0, RUNS)
            .filter(run -> contradictions(new SplittableRandom(run), 0, 0, tooLow).isDoubtful())
            .count();
    assertThat((double) doubted / RUNS).isLessThan(2 * SELDOM);
  }

  private static double doubted(double flipped, double season) {
    long doubted =
        IntStream.range(0, RUNS)
            .filter(
                run ->
                    contradictions(new SplittableRandom(run), flipped, season, x -> x).isDoubtful())
            .count();
    return (double) doubted / RUNS;
  }

  private static Contradictions contradictions(
      SplittableRandom random, double flipped, double season, DoubleUnaryOperator says) {
    var earlier = outcomes(random, 0, 0, says);
    var now = outcomes(random, flipped, season, says);
    var none = new Requests(new double[0], new double[0]);
    return Contradictions.of(
        new Trial(
            "m-2",
            "m-1",
            Optional.empty(),
            0,
            now,
            none,
            true,
            1,
            1,
            earlier,
            List.of(),
            List.of()));
  }

  /**
   * Whoever buys in a week bought in all horizons that hold it; the odds are right for a horizon.
   */
  private static List<Outcome> outcomes(
      SplittableRandom random, double flipped, double season, DoubleUnaryOperator says) {
    List<Outcome> all = new ArrayList<>();
    for (int c = 0; c < CUSTOMERS; c++) {
      double known = random.nextDouble(-6, 2);
      double aWeek = 1 - Math.pow(1 - p(known + season), 1.0 / CUTOFFS);
      boolean isFlipped = random.nextDouble() < flipped;
      boolean[] weeks = new boolean[2 * CUTOFFS];
      for (int w = 0; w < weeks.length; w++) weeks[w] = random.nextDouble() < aWeek;
      for (int cut = 0; cut < CUTOFFS; cut++) {
        boolean bought = false;
        for (int w = 0; w < CUTOFFS; w++) bought |= weeks[cut + w];
        all.add(outcome(bought != isFlipped, says.applyAsDouble(known)));
      }
    }
    return all;
  }

  private static Outcome outcome(boolean bought, double logOdds) {
    var prediction = new Prediction(logOdds, 1, 1, Quantiles.of(u -> 100 * u), 50);
    return new Outcome(new Label(bought ? 1 : 0, bought ? 10 : 0), prediction, prediction);
  }

  private static double p(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }
}
