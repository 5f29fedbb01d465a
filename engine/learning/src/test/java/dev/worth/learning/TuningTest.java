// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.learning.Tuning.Candidate;
import dev.worth.learning.Tuning.Tuned;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TuningTest {
  private static final double CUT = 300;
  private static final History SHOP =
      History.of(SimulatedShop.orders(800, CUT, 5), SimulatedShop.day(CUT), "EUR");

  private int fits;

  @Test
  void a_candidate_that_is_planted_better_takes_the_place_of_the_first() {
    var tuned = tuned(4, off("worse", 1.5), off("better", 0));
    assertThat(tuned.chosen().name()).isEqualTo("better");
    assertThat(tuned.settings().get("tuning")).startsWith("better takes the place of worse");
    assertThat(tuned.metrics().get("tried_better")).isLessThan(tuned.metrics().get("tried_worse"));
    assertThat(tuned.backtest().orElseThrow().losses()).hasSizeGreaterThan(100);
  }

  @Test
  void the_best_of_several_is_found() {
    assertThat(tuned(6, off("worse", 1.5), off("bad", -1), off("better", 0)).chosen().name())
        .isEqualTo("better");
  }

  @Test
  void the_first_stays_where_nothing_is_clearly_better() {
    double right = rightLevel();
    var tuned = tuned(5, off("first", right + 0.02), off("hardly", right), off("worse", right + 1));
    assertThat(tuned.chosen().name()).isEqualTo("first");
    assertThat(tuned.settings().get("tuning")).startsWith("first stays").contains("hardly gained");
  }

  @Test
  void a_few_customers_are_no_evidence() {
    var few =
        new Task(History.of(SimulatedShop.orders(40, CUT, 6), SHOP.cut(), "EUR"), 28, 1, x -> {});
    var tuned = Tuning.of(List.of(off("first", 0.35), off("better", 0)), 4, few);
    assertThat(tuned.metrics().get("tried_better")).isLessThan(tuned.metrics().get("tried_first"));
    assertThat(tuned.chosen().name()).isEqualTo("first");
  }

  @Test
  void one_good_season_is_not_enough_where_the_time_before_says_otherwise() {
    Family seasonal = task -> off(task, task.history().days() > 255 ? 0 : 3);
    var tuned = tuned(4, off("first", 1), new Candidate("lucky", counted(seasonal)));
    assertThat(tuned.metrics().get("tried_lucky")).isLessThan(tuned.metrics().get("tried_first"));
    assertThat(tuned.chosen().name()).isEqualTo("first");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 9})
  void no_more_is_fitted_than_the_budget_allows(int tries) {
    var candidates = new ArrayList<Candidate>();
    for (int i = 0; i < 7; i++) candidates.add(off("c" + i, 1.5 - 0.2 * i));
    var tuned = Tuning.of(candidates, tries, task());
    assertThat(fits).isEqualTo(tuned.fits()).isBetween(1, tries);
    if (tries == 1) assertThat(tuned.chosen().name()).isEqualTo("c0");
  }

  @Test
  void a_candidate_that_cannot_learn_from_so_little_is_passed_over() {
    Family helpless =
        task -> {
          throw new IllegalArgumentException("too little");
        };
    var tuned = tuned(5, off("worse", 1.5), new Candidate("helpless", helpless), off("better", 0));
    assertThat(tuned.chosen().name()).isEqualTo("better");
    assertThat(tuned.metrics()).doesNotContainKey("tried_helpless");
  }

  @Test
  void a_history_of_a_day_leaves_nothing_to_judge_by() {
    var day = new Task(SHOP.until(SimulatedShop.day(1)), 28, 1, share -> {});
    var tuned = Tuning.of(List.of(off("first", 1.5), off("other", 0)), 4, day);
    assertThat(tuned.chosen().name()).isEqualTo("first");
    assertThat(tuned.backtest()).isEmpty();
    assertThat(fits).isZero();
  }

  @Test
  void progress_covers_what_is_tried() {
    var shares = new ArrayList<Double>();
    Tuning.of(List.of(off("worse", 1.5), off("better", 0)), 4, task().telling(shares::add));
    assertThat(shares).isSorted().endsWith(1.0);
  }

  /** The log-odds by which the plain family is best moved, found by trying. */
  private double rightLevel() {
    double best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double by = -0.6; by <= 0.6; by += 0.1) {
      double loss = PairedGain.mean(tuned(1, off("x", by)).backtest().orElseThrow().losses());
      if (!(loss < least)) continue;
      least = loss;
      best = by;
    }
    return best;
  }

  private Tuned tuned(int tries, Candidate... candidates) {
    return Tuning.of(List.of(candidates), tries, task());
  }

  private static Task task() {
    return new Task(SHOP, 28, 1, share -> {});
  }

  /** A real model whose every forecast is off by so many log-odds. */
  private Candidate off(String name, double logOdds) {
    return new Candidate(name, counted(task -> off(task, logOdds)));
  }

  private static Trained off(Task task, double logOdds) {
    var right = Family.named("bgnbd").fit(task);
    return new Trained(right.shop(), right.model().raised(logOdds, 0, 0), right.settings());
  }

  private Family counted(Family family) {
    return task -> {
      fits++;
      return family.fit(task);
    };
  }
}
