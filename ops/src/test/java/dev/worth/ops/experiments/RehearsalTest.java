// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.core.experiment.Metric.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promises of experiments, looked at after every customer. */
class RehearsalTest {
  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"PURCHASED", "SPEND"})
  void a_thousand_experiments_without_an_effect_stop_falsely_no_more_often_than_promised(
      Kind kind) {
    var figures = new Rehearsal(kind, 0, 0, 1_000).run(1_000, 7);
    assertThat(figures.found()).isLessThanOrEqualTo(0.05);
    assertThat(figures.foundPlain()).isLessThanOrEqualTo(0.05);
    assertThat(figures.blocked()).isLessThanOrEqualTo(0.001);
  }

  @Test
  void a_planted_effect_is_found_and_sooner_with_the_score_beside() {
    var figures = new Rehearsal(Kind.PURCHASED, 0.5, 0, 4_000).run(40, 7);
    assertThat(figures.found()).isGreaterThan(0.9);
    assertThat(figures.found()).isGreaterThanOrEqualTo(figures.foundPlain());
    assertThat(figures.blocked()).isZero();
  }

  @Test
  void an_assignment_that_loses_customers_is_blocked() {
    var figures = new Rehearsal(Kind.SPEND, 0, 0.2, 4_000).run(40, 7);
    assertThat(figures.blocked()).isGreaterThan(0.95);
  }

  @Test
  void the_same_seed_shows_the_same() {
    var rehearsal = new Rehearsal(Kind.SPEND, 0.5, 0.1, 600);
    assertThat(rehearsal.run(8, 3)).isEqualTo(rehearsal.run(8, 3));
  }
}
