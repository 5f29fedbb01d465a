// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import com.microsoft.ml.lightgbm.PredictionType;
import dev.worth.learning.trees.Boosting.Goal;
import dev.worth.learning.trees.LightGbm.Rows;
import io.github.metarank.lightgbm4j.LGBMBooster;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForestTest {
  private static final int COLUMNS = 5;

  static Boosting[] settings() {
    return new Boosting[] {
      Boosting.usual(Goal.LOG_ODDS), Boosting.usual(Goal.MEAN), Boosting.forest(31, 3, 0.5)
    };
  }

  @BeforeAll
  static void needs_the_native_library() {
    var missing = LightGbm.missing();
    assumeTrue(missing.isEmpty(), missing.orElse(""));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void answers_as_lightgbm_does(Boosting boosting) throws Exception {
    String model = LightGbm.model(made(300, 1), boosting, 60, 7);
    double[][] fresh = made(200, 2).x();
    assertThat(Forest.parse(model).raw(fresh))
        .containsExactly(predicted(model, fresh, false), within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void contributions_are_lightgbms_and_sum_to_the_answer(Boosting boosting) throws Exception {
    String model = LightGbm.model(made(300, 1), boosting, 40, 7);
    var forest = Forest.parse(model);
    double[][] fresh = made(50, 3).x();
    double[] theirs = predicted(model, fresh, true);
    for (int i = 0; i < fresh.length; i++) {
      double[] ours = forest.contributions(fresh[i]);
      assertThat(DoubleStream.of(ours).sum()).isCloseTo(forest.raw(fresh[i]), within(1e-9));
      double[] same = Arrays.copyOfRange(theirs, i * (COLUMNS + 1), (i + 1) * (COLUMNS + 1));
      assertThat(ours).containsExactly(same, within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void the_onnx_graph_answers_as_lightgbm_does(Boosting boosting) throws Exception {
    String model = LightGbm.model(made(400, 1), boosting, 80, 7);
    double[][] fresh = made(300, 4).x();
    double[] theirs = predicted(model, fresh, false);
    assertThat(served(TreeGraph.of(Forest.parse(model)), fresh))
        .containsExactly(theirs, within(1e-5));
  }

  /** A value that lies on a threshold of the data goes the same way in floats. */
  @Test
  void a_threshold_is_rounded_down() {
    for (double t : new double[] {0.1, -0.1, 0.3, 1e-9, 1 + 1e-12, 7}) {
      float down = Ensemble.down(t);
      assertThat((double) down).isLessThanOrEqualTo(t);
      assertThat((double) Math.nextUp(down)).isGreaterThan(t);
    }
  }

  @Test
  void the_same_seed_grows_the_same_trees_and_another_others() {
    var rows = made(200, 5);
    var boosting = Boosting.usual(Goal.LOG_ODDS);
    String once = LightGbm.model(rows, boosting, 20, 1);
    assertThat(LightGbm.model(rows, boosting, 20, 1)).isEqualTo(once);
    assertThat(LightGbm.model(rows, boosting, 20, 2)).isNotEqualTo(once);
  }

  @Test
  void it_learns_and_stops_when_another_sample_says_so() {
    var rows = made(400, 6);
    var forest = LightGbm.grow(rows, made(200, 7), Boosting.usual(Goal.LOG_ODDS), 3000, 20, 1);
    assertThat(forest.size()).isBetween(20, 1000);
    double[] row = new double[] {2, 0, 0, 0, 0};
    double[] staged = forest.staged(row);
    assertThat(staged[staged.length - 1]).isEqualTo(forest.raw(row));
    assertThat(forest.first(5).raw(row)).isEqualTo(staged[4]);
    assertThat(forest.raw(row)).isGreaterThan(forest.raw(new double[] {-2, 0, 0, 0, 0}) + 1);
    double[] gains = forest.gains();
    assertThat(gains[0]).isEqualTo(DoubleStream.of(gains).max().orElseThrow());
  }

  @Test
  void what_is_no_model_or_no_setting_is_refused() {
    assertThatThrownBy(() -> Forest.parse("nothing")).hasMessageContaining("max_feature_idx");
    assertThatThrownBy(() -> Boosting.forest(1, 1, 0.5)).hasMessageContaining("1 leaves");
    assertThatThrownBy(() -> new Rows(new double[0][], new double[0]))
        .hasMessageContaining("at least 1");
  }

  /** Floats, so that a graph sees what LightGBM sees; a tenth of the values is missing. */
  static Rows made(int n, long seed) {
    var random = new Random(seed);
    double[][] x = new double[n][COLUMNS];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < COLUMNS; j++)
        x[i][j] = j > 0 && random.nextInt(10) == 0 ? Double.NaN : (float) random.nextGaussian();
      double other = Double.isNaN(x[i][1]) ? 1 : x[i][1];
      double eta = 2 * x[i][0] + other * other - 1;
      y[i] = random.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
    }
    return new Rows(x, y);
  }

  /** Of averaged trees, LightGBM's raw answers and parts are sums. */
  private static double[] predicted(String model, double[][] x, boolean parts) throws Exception {
    double[] flat = Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
    try (var booster = LGBMBooster.loadModelFromString(model)) {
      var type =
          parts ? PredictionType.C_API_PREDICT_CONTRIB : PredictionType.C_API_PREDICT_RAW_SCORE;
      int width = parts ? COLUMNS + 1 : 1;
      double[] all = booster.predictForMat(flat, x.length, COLUMNS, true, type);
      double trees = model.contains("average_output") ? Forest.parse(model).size() : 1;
      return Arrays.stream(all, 0, x.length * width).map(v -> v / trees).toArray();
    }
  }

  private static double[] served(byte[] graph, double[][] x) throws OrtException {
    var environment = OrtEnvironment.getEnvironment();
    float[][] input = new float[x.length][COLUMNS];
    for (int i = 0; i < x.length; i++)
      for (int j = 0; j < COLUMNS; j++) input[i][j] = (float) x[i][j];
    try (var session = environment.createSession(graph);
        var tensor = OnnxTensor.createTensor(environment, input);
        var result = session.run(Map.of(TreeGraph.INPUT, tensor))) {
      float[][] out = (float[][]) result.get(0).getValue();
      return IntStream.range(0, out.length).mapToDouble(i -> out[i][0]).toArray();
    }
  }
}
