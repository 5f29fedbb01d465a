// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Feature;
import dev.worth.core.features.Features;
import dev.worth.core.scoring.BackboneInputs;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.BundleContract;
import dev.worth.core.scoring.Conformal;
import dev.worth.core.scoring.Explanation;
import dev.worth.core.scoring.LifeCycle;
import dev.worth.core.scoring.ModelCard;
import dev.worth.core.scoring.Peers;
import dev.worth.core.scoring.Quantiles;
import dev.worth.core.scoring.SpendDistribution;
import dev.worth.core.scoring.SpendShape;
import dev.worth.protocol.Amount;
import dev.worth.protocol.Basis;
import dev.worth.protocol.Contribution;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import dev.worth.protocol.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OnnxScorerTest {
  private static final Features SOMEBODY = TestBundle.somebody();
  private static final Features BUYER = buyer();
  private static final Offset<Double> BARELY = within(1e-6);
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
  void all_horizons_share_one_curve_that_never_falls() throws Exception {
    var scorer = learned();
    var curve = scorer.purchases(BUYER.within(90));
    double before = 0;
    for (double days : new double[] {0.5, 3, 7, 30, 90, 365, 3_660}) {
      var prediction = scorer.predict(BUYER.within(days));
      assertThat(prediction.purchaseProbability()).isGreaterThan(before);
      assertThat(curve.applyAsDouble(days)).isCloseTo(prediction.purchaseProbability(), BARELY);
      assertThat(prediction.percentile()).isEqualTo(scorer.predict(BUYER).percentile());
      before = prediction.purchaseProbability();
    }
    assertThat(scorer.predict(BUYER)).isEqualTo(scorer(0.01f, -2).predict(BUYER));
  }

  @Test
  void the_parts_sum_to_the_prediction_for_any_horizon() throws Exception {
    var explanation = learned().explain(BUYER.within(7));
    double sum = explanation.base();
    for (Contribution part : explanation.contributions()) sum += part.logOdds();
    assertThat(sum).isCloseTo(learned().predict(BUYER.within(7)).logOdds(), BARELY);
    assertThat(part(explanation, "horizon").logOdds()).isNegative();
    assertThat(part(explanation, "horizon").peers()).isEqualTo(30);
  }

  @Test
  void beside_each_part_stands_what_is_normal_for_the_customer_and_for_peers() throws Exception {
    float[] row = new float[BundleContract.WIDTH];
    row[Feature.RECENCY.ordinal()] = 4;
    var peers = Peers.of(Map.of(Basis.FULL, List.of(row, row, new float[row.length])));
    var explanation = learned(peers).explain(BUYER);
    var recency = part(explanation, "recency");
    assertThat(recency.value()).isCloseTo(Math.log1p(9), within(0.1));
    assertThat(recency.usual()).isCloseTo(Math.log1p(20), BARELY);
    assertThat(recency.peers()).isEqualTo(4);
    var rhythm = part(explanation, "backbone_log_odds");
    assertThat(rhythm.usual()).isGreaterThan(rhythm.value());
    assertThat(part(explanation, "tenure").usual()).isNull();
    assertThat(part(learned().explain(BUYER), "recency").peers()).isNull();
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

  private static Contribution part(Explanation explanation, String code) {
    return explanation.contributions().stream()
        .filter(part -> part.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  /** Three orders, twenty days apart. */
  private static Features buyer() {
    var state = CustomerState.UNKNOWN;
    for (int ago : new int[] {49, 29, 9}) state = state.evolve(order(ago));
    return Features.of(state, TestBundle.NOW, 30, "EUR");
  }

  private static OrderPlaced order(int daysAgo) {
    var zero = Amount.of(new Money(0, "EUR"));
    var total = Amount.of(new Money(3_000, "EUR"));
    var key = new EventKey("test", "o" + daysAgo);
    var at = TestBundle.NOW.minus(Duration.ofDays(daysAgo));
    return new OrderPlaced(
        key, at, new OrderId("o" + daysAgo), List.of(), total, zero, zero, zero, "");
  }

  @Test
  void a_stage_is_asked_for_its_quantiles_where_its_bundle_says() throws Exception {
    var wider = List.of(0.01, 0.03, 0.07, 0.2, 0.5, 0.8, 0.93, 0.97, 0.99);
    var own = learned().predict(BUYER).spend();
    var moved = asked(LifeCycle.stage(BUYER), wider).predict(BUYER).spend();
    assertThat(moved.at(0.9)).isGreaterThan(own.at(0.9));
    assertThat(moved.at(0.5)).isEqualTo(own.at(0.5));
    assertThat(asked(Stage.PROSPECT, wider).predict(BUYER).spend()).isEqualTo(own);
  }

  private OnnxScorer asked(Stage stage, List<Double> levels) throws Exception {
    var intervals = new Conformal(Map.of(stage, levels));
    byte[] zip =
        TestBundle.of("m-1", 0.01f, -2)
            .with(BundleContract.INTERVALS, TestBundle.json(intervals))
            .withCard(OnnxScorerTest::thirtyDays)
            .zip();
    return new OnnxScorer(Bundle.read(zip, "EUR"), failures);
  }

  /** On a card that names its horizon. */
  private OnnxScorer learned() throws Exception {
    return learned(Peers.NONE);
  }

  private OnnxScorer learned(Peers peers) throws Exception {
    byte[] zip =
        TestBundle.of("m-1", 0.01f, -2)
            .with(BundleContract.PEERS, TestBundle.json(peers))
            .withCard(OnnxScorerTest::thirtyDays)
            .zip();
    return new OnnxScorer(Bundle.read(zip, "EUR"), failures);
  }

  private static ModelCard thirtyDays(ModelCard c) {
    return new ModelCard(
        c.version(),
        c.family(),
        c.trainedAt(),
        c.dataFrom(),
        c.dataTo(),
        c.customers(),
        c.currency(),
        c.schema(),
        c.seed(),
        Map.of("horizon_days", "30"),
        c.metrics(),
        c.codeVersion(),
        c.checksums());
  }

  private OnnxScorer scorer(float weight, float bias) throws Exception {
    return new OnnxScorer(Bundle.read(TestBundle.of("m-1", weight, bias).zip(), "EUR"), failures);
  }
}
