// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.protocol.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pages of the definitions show, worked out once more from the words on them. */
class OutputTest {
  @ParameterizedTest
  @EnumSource
  void each_output_has_a_page_in_two_languages_with_the_scorers_own_figure(Output output) {
    assertThat(output.page())
        .startsWith("# " + output.code())
        .contains(output.english(), output.chinese(), output.steps())
        .contains("ordered for 40.00 EUR on 2026-01-20")
        .contains("**" + output.of(WorkedExample.score()) + "**");
    assertThat(output.chinese()).matches(".*\\p{IsHan}.*");
    assertThat(Output.named(output.code())).contains(output);
  }

  /** The published formula, written out: Fader, Hardie and Lee 2005, equation 6 and its gammas. */
  @Test
  void the_probability_of_the_example_follows_from_the_published_likelihood() {
    double r = 0.243;
    double alpha = 4.414 * 7;
    double a = 0.793;
    double b = 2.426;
    double x = 4;
    double recency = 53;
    double age = 59;
    double more = WorkedExample.HORIZON_DAYS;
    double alive = Math.pow((alpha + recency) / (alpha + age), r + x);
    double later = Math.pow((alpha + recency) / (alpha + age + more), r + x);
    double gone = a / (b + x - 1);
    double quiet = (later + gone) / (alive + gone);
    assertThat(WorkedExample.score().purchaseProbability()).isCloseTo(1 - quiet, within(1e-9));
    assertThat(Output.PURCHASE_PROBABILITY.page()).contains("%.6f".formatted(quiet));
  }

  @Test
  void the_other_figures_of_the_example_follow_from_their_definitions() {
    var score = WorkedExample.score();
    assertThat(score.lapseProbability()).isEqualTo(1 - score.purchaseProbability());
    assertThat(score.stage()).isEqualTo(Stage.LOYAL);
    assertThat(score.percentile()).isEqualTo(50);
    assertThat(score.expectedSpend() / score.expectedOrders()).isBetween(40.0, 60.0);
    double days = Duration.between(score.asOf(), score.nextOrder()).toHours() / 24.0;
    var curve = new Baseline().purchases(WorkedExample.features());
    assertThat(curve.applyAsDouble(days)).isCloseTo(score.purchaseProbability() / 2, within(0.01));
    assertThat(Output.STAGE.english()).contains("2 usual gaps", "180 days", "12 gaps", "1.25");
  }
}
