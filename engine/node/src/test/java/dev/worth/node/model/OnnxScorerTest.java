// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.features.Features;
import dev.worth.core.scoring.BackboneInputs;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.BundleContract;
import dev.worth.protocol.Contribution;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class OnnxScorerTest {
  private static final Features SOMEBODY = TestBundle.somebody();
  private final LongAdder failures = new LongAdder();

  @Test
  void a_prediction_is_what_the_graph_makes_of_features_and_backbone() throws Exception {
    var scorer = scorer(0.01f, -2);
    float[] row = BackboneInputs.row(SOMEBODY, TestBundle.CLOSED_FORM.outlook(SOMEBODY));
    double logOdds = -2;
    for (float x : row) logOdds += 0.01f * (double) x;
    var prediction = scorer.predict(SOMEBODY);
    assertThat(prediction.logOdds()).isCloseTo(logOdds, within(BundleContract.PARITY));
    assertThat(prediction.expectedOrders())
        .isCloseTo(Math.exp(row[BundleContract.WIDTH - 2]), within(1e-6));
    assertThat(prediction.expectedSpend())
        .isCloseTo(Math.exp(row[BundleContract.WIDTH - 1]), within(1e-4));
    assertThat(failures.sum()).isZero();
  }

  @Test
  void the_parts_sum_to_the_prediction() throws Exception {
    var scorer = scorer(0.37f, -2);
    var explanation = scorer.explain(SOMEBODY);
    double sum = explanation.base();
    for (Contribution part : explanation.contributions()) sum += part.logOdds();
    assertThat(explanation.contributions()).isNotEmpty();
    assertThat(sum).isCloseTo(scorer.predict(SOMEBODY).logOdds(), within(1e-6));
  }

  @Test
  void a_graph_that_gives_no_number_is_counted_and_the_baseline_answers() throws Exception {
    var scorer = scorer(Float.NaN, 0);
    assertThat(scorer.predict(SOMEBODY))
        .isEqualTo(new Baseline().predict(SOMEBODY).by(Baseline.VERSION));
    assertThat(scorer.explain(SOMEBODY)).isEqualTo(new Baseline().explain(SOMEBODY));
    assertThat(failures.sum()).isEqualTo(2);
  }

  @Test
  void the_session_closes_after_retirement_and_serves_a_late_caller_once_more() throws Exception {
    var scorer = scorer(0.01f, -2);
    var before = scorer.predict(SOMEBODY);
    assertThat(scorer.isOpen()).isTrue();
    scorer.retire();
    scorer.retire();
    assertThat(scorer.isOpen()).isFalse();
    assertThat(scorer.predict(SOMEBODY)).isEqualTo(before);
    assertThat(scorer.isOpen()).isFalse();
    assertThat(failures.sum()).isZero();
  }

  private OnnxScorer scorer(float weight, float bias) throws Exception {
    return new OnnxScorer(Bundle.read(TestBundle.of("m-1", weight, bias).zip(), "EUR"), failures);
  }
}
