// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.worth.core.scoring.BundleContract;
import dev.worth.learning.trees.Boosting.Goal;
import dev.worth.learning.trees.Boosting.Together;
import dev.worth.learning.trees.LightGbm.Rows;
import dev.worth.learning.trees.TreeModel.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TreeModelTest {
  private static final int WIDTH = BundleContract.WIDTH;
  private static final int ROWS = 200;

  @BeforeAll
  static void needs_the_native_library() {
    var missing = LightGbm.missing();
    assumeTrue(missing.isEmpty(), missing.orElse(""));
  }

  @Test
  void the_graph_gives_the_trainers_own_answers() throws OrtException {
    for (boolean leaning : new boolean[] {true, false}) {
      var model = model(leaning);
      var rows = rows(ROWS, 2);
      var answers = run(model.graph(), rows);
      for (int i = 0; i < ROWS; i++) {
        var answer = model.answer(rows[i]);
        parity(answers.get("log_odds")[i][0], answer.logOdds());
        parity(answers.get("log_orders")[i][0], answer.logOrders());
        parity(answers.get("log_spend")[i][0], answer.logSpend());
        assertThat(answer.logOrders()).isGreaterThan(Math.log(answer.probability()) - 1e-9);
      }
    }
  }

  @Test
  void reasons_are_shapley_values_and_sum_to_the_log_odds() throws OrtException {
    var model = model(true);
    var rows = rows(ROWS, 3);
    var answers = run(model.graph(), rows);
    for (int i = 0; i < ROWS; i++) {
      double sum = answers.get("base")[i][0];
      for (float part : answers.get("contributions")[i]) sum += part;
      assertThat(sum).isCloseTo(answers.get("log_odds")[i][0], within(1e-6));
      double[] exact = model.contributions(rows[i]);
      for (int j = 0; j < WIDTH; j++)
        assertThat((double) answers.get("contributions")[i][j]).isCloseTo(exact[j], within(1e-6));
      double whole = DoubleStream.of(exact).sum() + model.logOdds().base();
      assertThat(whole).isCloseTo(model.answer(rows[i]).logOdds(), within(1e-9));
    }
  }

  @Test
  void without_trees_the_backbones_word_is_passed_on() throws OrtException {
    var none = new Part(Forest.none(WIDTH), WIDTH - 3, 0.5, 0);
    var orders = new Part(Forest.none(WIDTH), WIDTH - 2, 0, 0);
    var spend = new Part(Forest.none(WIDTH), WIDTH - 1, 0, 0);
    var rows = rows(5, 4);
    var answers = run(new TreeModel(none, orders, spend, true).graph(), rows);
    for (int i = 0; i < rows.length; i++) {
      assertThat(answers.get("log_odds")[i][0]).isEqualTo(rows[i][WIDTH - 3]);
      assertThat(answers.get("log_spend")[i][0]).isCloseTo(rows[i][WIDTH - 1], within(1e-6f));
    }
  }

  @Test
  void an_answer_that_may_only_rise_never_falls() {
    var model = model(false);
    float[] row = rows(1, 5)[0];
    double before = Double.NEGATIVE_INFINITY;
    for (float v = -3; v <= 3; v += 0.05f) {
      row[0] = v;
      double now = model.answer(row).logOdds();
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }
  }

  @Test
  void a_tree_with_too_many_reasons_is_refused() {
    var large = LightGbm.grow(made(2_000, 6), boosting(Goal.LOG_ODDS, 31), 3, 1);
    var part = new Part(large, -1, 0, 0);
    assertThatThrownBy(() -> new TreeModel(part, part, part, false).graph())
        .hasMessageContaining("grow at most");
  }

  private static TreeModel model(boolean leaning) {
    var rows = made(1_500, 1);
    double[] amounts = Arrays.stream(rows.x()).mapToDouble(r -> Math.exp(r[0] + r[2])).toArray();
    var spend = LightGbm.grow(new Rows(rows.x(), amounts), boosting(Goal.LOG_MEAN, 6), 50, 3);
    var odds = LightGbm.grow(rows, boosting(Goal.LOG_ODDS, 8), 120, 2);
    return new TreeModel(
        new Part(odds, leaning ? WIDTH - 3 : -1, leaning ? 0.3 : 0, 0.1),
        new Part(spend.first(9), leaning ? WIDTH - 2 : -1, 0, -0.2),
        new Part(spend, leaning ? WIDTH - 1 : -1, 0, 0.3),
        leaning);
  }

  private static Boosting boosting(Goal goal, int leaves) {
    var rising = new ArrayList<Integer>();
    for (int j = 0; j < WIDTH; j++) rising.add(j == 0 ? 1 : 0);
    return new Boosting(
        goal, Together.BOOSTED, 0.1, leaves, 20, 0.8, 0.7, 1, false, List.copyOf(rising));
  }

  /** A wave in a column that has to rise, an interaction, and whole numbers with ties. */
  private static Rows made(int n, long seed) {
    var random = new Random(seed);
    float[][] rows = rows(n, seed);
    double[][] x = new double[n][WIDTH];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < WIDTH; j++) x[i][j] = rows[i][j];
      double eta = x[i][0] + 2 * Math.sin(4 * x[i][0]) + x[i][1] * x[i][2] + x[i][3] / 2;
      y[i] = random.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
    }
    return new Rows(x, y);
  }

  private static float[][] rows(int n, long seed) {
    var random = new Random(seed + 100);
    float[][] rows = new float[n][WIDTH];
    for (float[] row : rows)
      for (int j = 0; j < WIDTH; j++)
        row[j] = j == 3 ? random.nextInt(4) : (float) random.nextGaussian();
    return rows;
  }

  private static void parity(double graph, double trainer) {
    assertThat(graph).isCloseTo(trainer, within(BundleContract.PARITY));
  }

  private static Map<String, float[][]> run(byte[] graph, float[][] rows) throws OrtException {
    var environment = OrtEnvironment.getEnvironment();
    try (var session = environment.createSession(graph);
        var input = OnnxTensor.createTensor(environment, rows);
        var result = session.run(Map.of(BundleContract.INPUT, input))) {
      var answers = new HashMap<String, float[][]>();
      for (var one : result) answers.put(one.getKey(), (float[][]) one.getValue().getValue());
      return answers;
    }
  }
}
