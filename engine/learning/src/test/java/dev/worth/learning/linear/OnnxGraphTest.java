// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.worth.core.scoring.BundleContract;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class OnnxGraphTest {
  private static final int WIDTH = BundleContract.WIDTH;
  private static final int ROWS = 1_000;

  @Test
  void onnxruntime_gives_the_trainers_own_answers() throws OrtException {
    for (boolean leaning : new boolean[] {true, false}) {
      var rows = rows(1);
      var model = model(leaning, 2);
      var answers = run(OnnxGraph.of(model), rows);
      for (int i = 0; i < ROWS; i++) {
        var answer = model.answer(rows[i]);
        parity(answers.get("log_odds")[i][0], answer.logOdds());
        parity(answers.get("log_orders")[i][0], answer.logOrders());
        parity(answers.get("log_spend")[i][0], answer.logSpend());
      }
    }
  }

  @Test
  void base_and_contributions_sum_to_the_log_odds() throws OrtException {
    var rows = rows(3);
    var answers = run(OnnxGraph.of(model(true, 4)), rows);
    for (int i = 0; i < ROWS; i++) {
      double sum = answers.get("base")[i][0];
      for (float part : answers.get("contributions")[i]) sum += part;
      double whole = answers.get("log_odds")[i][0];
      assertThat(sum).isCloseTo(whole, within(1e-6 * Math.max(1, Math.abs(whole))));
    }
  }

  @Test
  void contributions_are_those_of_the_trainer() throws OrtException {
    var rows = rows(5);
    var model = model(false, 6);
    var parts = run(OnnxGraph.of(model), rows).get("contributions");
    for (int i = 0; i < ROWS; i++)
      for (int j = 0; j < WIDTH; j++) parity(parts[i][j], model.contributions(rows[i])[j]);
  }

  @Test
  void one_row_and_absurd_values_are_answered_in_finite_numbers() throws OrtException {
    float[] absurd = new float[WIDTH];
    for (int j = 0; j < WIDTH; j++) absurd[j] = j % 2 == 0 ? 1e20f : -1e20f;
    for (int j = BundleContract.WIDTH - 3; j < WIDTH; j++) absurd[j] = 0;
    var answers = run(OnnxGraph.of(model(true, 7)), new float[][] {absurd});
    for (String name : new String[] {"log_odds", "log_orders", "log_spend"})
      assertThat(answers.get(name)[0][0]).isFinite();
  }

  @Test
  void expected_orders_are_never_fewer_than_the_purchase_probability() throws OrtException {
    var answers = run(OnnxGraph.of(model(false, 8)), rows(9));
    for (int i = 0; i < ROWS; i++) {
      double p = LogisticRegression.probability(answers.get("log_odds")[i][0]);
      assertThat(Math.exp(answers.get("log_orders")[i][0])).isGreaterThanOrEqualTo(p * (1 - 1e-5));
    }
  }

  @Test
  void the_same_model_gives_the_same_bytes() {
    assertThat(OnnxGraph.of(model(true, 10))).isEqualTo(OnnxGraph.of(model(true, 10)));
  }

  private static void parity(double graph, double trainer) {
    assertThat(graph)
        .isCloseTo(trainer, within(BundleContract.PARITY * Math.max(1, Math.abs(trainer) / 10)));
  }

  private static LinearModel model(boolean leaning, long seed) {
    var random = new Random(seed);
    IntPredicate bounded = j -> j < WIDTH - 3;
    return new LinearModel(
        Inputs.of(rows(seed), j -> true, bounded),
        head(random),
        head(random),
        head(random),
        leaning);
  }

  private static Head head(Random random) {
    double[] weights = new double[WIDTH];
    for (int j = 0; j < WIDTH; j++) weights[j] = 0.3 * random.nextGaussian();
    return new Head(random.nextGaussian(), weights);
  }

  private static float[][] rows(long seed) {
    var random = new Random(seed);
    float[][] rows = new float[ROWS][WIDTH];
    for (float[] row : rows)
      for (int j = 0; j < WIDTH; j++)
        row[j] = j == 5 ? 3 : (float) ((1 + j % 4) * random.nextGaussian() + j % 3);
    return rows;
  }

  private static Map<String, float[][]> run(byte[] graph, float[][] rows) throws OrtException {
    var environment = OrtEnvironment.getEnvironment();
    try (var options = new OrtSession.SessionOptions();
        var session = environment.createSession(graph, options);
        var input = OnnxTensor.createTensor(environment, rows);
        var result = session.run(Map.of(BundleContract.INPUT, input))) {
      return Map.of(
          "log_odds", (float[][]) result.get("log_odds").orElseThrow().getValue(),
          "log_orders", (float[][]) result.get("log_orders").orElseThrow().getValue(),
          "log_spend", (float[][]) result.get("log_spend").orElseThrow().getValue(),
          "base", (float[][]) result.get("base").orElseThrow().getValue(),
          "contributions", (float[][]) result.get("contributions").orElseThrow().getValue());
    }
  }
}
