// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.core.promotion.GateResult.Ruling;
import dev.worth.core.promotion.Trial.Requests;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a version did while it was tried stops it for what it did, and for nothing else. */
class LiveGatesTest {
  private static final int BINS = 10;
  private Tally champion = tally(1_000, 0, 30, 0.4);
  private Tally challenger = tally(200, 0, 40, 0.4);
  private Optional<Requests> seen = Optional.of(requests(0.4, 0.4));

  @Test
  void one_that_answers_as_the_champion_does_passes() {
    assertThat(rulings(Ruling.PASSED))
        .containsExactlyInAnyOrder(Gate.STAND_INS, Gate.LIVE_LATENCY, Gate.LIVE_ACTION);
  }

  @Test
  void one_that_fails_more_than_once_in_a_thousand_is_stopped() {
    challenger = tally(5_000, 5, 40, 0.4);
    assertThat(rulings(Ruling.STOPPED)).isEmpty();
    challenger = tally(5_000, 6, 40, 0.4);
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.STAND_INS);
    challenger = tally(3, 1, 40, 0.4);
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.STAND_INS);
  }

  @Test
  void one_that_is_slow_is_stopped() {
    challenger = tally(200, 0, 1_001, 0.4);
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.LIVE_LATENCY);
    champion = tally(1_000, 0, 600, 0.4);
    assertThat(rulings(Ruling.STOPPED)).isEmpty();
  }

  @Test
  void one_that_acts_on_twice_as_many_is_stopped() {
    challenger = tally(200, 0, 40, 0.8);
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.LIVE_ACTION);
    assertThat(says(Gate.LIVE_ACTION)).contains("above 0.2 are 0.8000", "0.4000 were expected");
  }

  @Test
  void a_change_that_the_gates_saw_and_let_pass_is_expected() {
    challenger = tally(200, 0, 40, 0.8);
    seen = Optional.of(requests(0.8, 0.4));
    assertThat(rulings(Ruling.PASSED)).contains(Gate.LIVE_ACTION);
    seen = Optional.of(requests(0.4, 0.8));
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.LIVE_ACTION);
  }

  @Test
  void other_customers_may_differ_as_much_as_chance_makes_them() {
    champion = tally(1_000, 0, 30, 0.05);
    challenger = tally(100, 0, 40, 0.09);
    seen = Optional.of(requests(0.05, 0.05));
    assertThat(rulings(Ruling.STOPPED)).isEmpty();
    champion = tally(10_000, 0, 30, 0.05);
    challenger = tally(10_000, 0, 40, 0.09);
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.LIVE_ACTION);
  }

  @Test
  void what_nobody_asked_or_judged_stops_nobody() {
    challenger = tally(99, 0, 2_000, 0.9);
    assertThat(rulings(Ruling.NOT_JUDGED))
        .containsExactlyInAnyOrder(Gate.LIVE_LATENCY, Gate.LIVE_ACTION);
    challenger = tally(0, 0, 0, 0);
    assertThat(rulings(Ruling.NOT_JUDGED)).hasSize(3);
    challenger = tally(200, 0, 40, 0.9);
    seen = Optional.empty();
    assertThat(rulings(Ruling.NOT_JUDGED)).containsExactly(Gate.LIVE_ACTION);
  }

  private Set<Gate> rulings(Ruling ruling) {
    return LiveGates.judge(new Tried(challenger, champion), seen, GateLimits.USUAL).stream()
        .filter(result -> result.ruling() == ruling)
        .map(GateResult::gate)
        .collect(Collectors.toSet());
  }

  private String says(Gate gate) {
    return LiveGates.judge(new Tried(challenger, champion), seen, GateLimits.USUAL).stream()
        .filter(result -> result.gate() == gate)
        .map(GateResult::says)
        .findFirst()
        .orElseThrow();
  }

  /** So many answers of 0.65, all others of 0.05. */
  private static Tally tally(long answers, long standIns, double micros, double share) {
    long[] histogram = new long[BINS];
    histogram[6] = Math.round(share * answers);
    histogram[0] = answers - histogram[6];
    return new Tally(answers, standIns, micros, histogram);
  }

  private static Requests requests(double challenger, double champion) {
    return new Requests(scores(challenger), scores(champion));
  }

  private static double[] scores(double share) {
    double[] scores = new double[1_000];
    Arrays.fill(scores, 0.05);
    Arrays.fill(scores, 0, (int) Math.round(1_000 * share), 0.65);
    return scores;
  }
}
