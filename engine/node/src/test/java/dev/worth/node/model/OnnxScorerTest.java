// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.features.Features;
import dev.worth.core.scoring.BackboneInputs;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.BundleContract;
import dev.worth.core.scoring.Quantiles;
import dev.worth.core.scoring.SpendDistribution;
import dev.worth.core.scoring.SpendShape;
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
  void a_graph_may_have_its_own_word_on_what_buyers_spend() throws Exception {
    var prediction = shaped(4, 0.5f).predict(SOMEBODY);
    var own =
        SpendDistribution.of(
            prediction.purchaseProbability(), prediction.expectedSpend(), new SpendShape(4, 0.5));
    for (double level : Quantiles.levels())
      assertThat(prediction.spend().at(level))
          .isCloseTo(own.quantile(level), within(1e-3 * own.quantile(level)));
    assertThat(prediction.spend().at(0.975)).isGreaterThan(Math.exp(4));
    assertThat(prediction.expectedSpend())
        .isCloseTo(scorer(0, 2).predict(SOMEBODY).expectedSpend(), within(1e-9));
    assertThat(failures.sum()).isZero();
  }

  @Test
  void a_shape_that_is_none_is_counted_and_the_baseline_answers() throws Exception {
    assertThat(shaped(4, 0).predict(SOMEBODY).standIn()).contains(Baseline.VERSION);
    assertThat(failures.sum()).isEqualTo(1);
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

  private OnnxScorer shaped(float location, float deviation) throws Exception {
    byte[] graph = LinearGraph.of(0, 2).withShape(location, deviation);
    var bundle = TestBundle.of("m-1", 0, 2).with(BundleContract.MODEL, graph);
    return new OnnxScorer(Bundle.read(bundle.zip(), "EUR"), failures);
  }

  private OnnxScorer scorer(float weight, float bias) throws Exception {
    return new OnnxScorer(Bundle.read(TestBundle.of("m-1", weight, bias).zip(), "EUR"), failures);
  }
}
