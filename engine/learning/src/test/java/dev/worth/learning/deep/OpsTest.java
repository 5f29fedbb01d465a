// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtException;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one interpreter says of a network, all say. */
class OpsTest {
  private static final int WIDTH = 5;
  private static final int ROWS = 40;

  /** Every word of the language at least once; at the end one number a row. */
  private static <T> T network(Ops<T> ops, T x) {
    T within = ops.smaller(ops.larger(x, ops.row(-3)), ops.row(3, 3, 3, 3, 2));
    T z = ops.divide(ops.subtract(within, ops.row(0.1, 0.2, 0, 0, 0)), ops.row(2));
    T hidden = ops.relu(ops.linear(z, "hidden"));
    T back = ops.matmul(hidden, ops.transposed(ops.learned(Weights.weights("hidden"))));
    T squared = ops.scaled(ops.multiply(back, back), 0.01);
    T positive = ops.log(ops.add(ops.exp(ops.scaled(ops.column(x, 1), 0.3)), ops.row(1)));
    T odds = ops.linear(ops.add(hidden, ops.mean(squared)), "head");
    return ops.add(ops.add(ops.sigmoid(odds), ops.logSigmoid(odds)), positive);
  }

  private static Weights weights() {
    var random = new SplittableRandom(7);
    var layers = new Weights.Layers(random).hidden("hidden", WIDTH, 4).hidden("head", 4, 1);
    return layers.drawn();
  }

  private static Matrix rows() {
    return Matrix.drawn(ROWS, WIDTH, 2, new SplittableRandom(8));
  }

  @BeforeAll
  static void torch() {
    assumeTrue(LibTorch.missing().isEmpty(), () -> LibTorch.missing().orElseThrow());
  }

  @Test
  void three_interpreters_give_the_same_numbers() throws OrtException {
    double[][] plain = network(new PlainOps(weights()), rows().doubles());
    float[] torch = torch(weights());
    float[][] onnx = onnx(weights());
    for (int i = 0; i < ROWS; i++) {
      assertThat((double) torch[i]).isCloseTo(plain[i][0], within(1e-5));
      assertThat((double) onnx[i][0]).isCloseTo(plain[i][0], within(1e-6));
    }
  }

  @Test
  void gradients_are_those_of_small_differences() {
    var weights = weights();
    String name = Weights.weights("hidden");
    float[] gradient;
    try (var scope = new PointerScope();
        var ops = new TorchOps(weights)) {
      ops.mean(network(ops, TorchOps.tensor(rows()))).backward();
      gradient = TorchOps.values(ops.learned(name).grad());
    }
    for (int i = 0; i < gradient.length; i++) {
      double up = mean(moved(weights, name, i, 1e-3f));
      double down = mean(moved(weights, name, i, -1e-3f));
      assertThat((double) gradient[i]).isCloseTo((up - down) / 2e-3, within(2e-3));
    }
  }

  @Test
  void the_same_network_is_written_as_the_same_bytes() {
    assertThat(graph(weights())).isEqualTo(graph(weights()));
  }

  @Test
  void far_from_zero_probabilities_stay_numbers() {
    var ops = new PlainOps(weights());
    double[][] far = {{-900, 900}};
    assertThat(ops.logSigmoid(far)[0]).containsExactly(new double[] {-900, 0}, within(1e-9));
    try (var scope = new PointerScope();
        var torch = new TorchOps(weights())) {
      assertThat(TorchOps.values(torch.logSigmoid(torch.row(far[0]))))
          .containsExactly(new float[] {-900, 0}, within(1e-6f));
    }
  }

  @Test
  void unknown_weights_are_named() {
    assertThatThrownBy(() -> new PlainOps(weights()).learned("tail.weights"))
        .hasMessageContaining("tail.weights")
        .hasMessageContaining("hidden.biases");
  }

  private static double mean(Weights weights) {
    var ops = new PlainOps(weights);
    return ops.mean(network(ops, rows().doubles()))[0][0];
  }

  private static Weights moved(Weights weights, String name, int at, float by) {
    var matrices = new java.util.LinkedHashMap<>(weights.matrices());
    var old = weights.get(name);
    float[] values = old.values().clone();
    values[at] += by;
    matrices.put(name, new Matrix(old.rows(), old.columns(), values));
    return new Weights(matrices);
  }

  private static float[] torch(Weights weights) {
    try (var scope = new PointerScope();
        var ops = new TorchOps(weights)) {
      Tensor answer = network(ops, TorchOps.tensor(rows()));
      return TorchOps.values(answer.detach());
    }
  }

  private static byte[] graph(Weights weights) {
    var ops = new OnnxOps("test", weights);
    ops.output("y", network(ops, ops.input("x", WIDTH)), 1);
    return ops.bytes();
  }

  private static float[][] onnx(Weights weights) throws OrtException {
    return OnnxRun.of(graph(weights), "x", rows()).get("y");
  }
}
