// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Weights on their way down a loss, by AdamW (Loshchilov and Hutter, ICLR 2019) with bounded steps.
 * Same start, rows and randomness: same weights.
 */
final class Descent implements AutoCloseable {
  private static final double LONGEST_GRADIENT = 1;

  /**
   * @param rate of learning
   * @param decay of weights, in units of the rate
   * @param batch rows a step
   */
  record Pace(double rate, double decay, int batch) {}

  /** What is to become small. */
  interface Loss {
    Tensor of(TorchOps ops, Tensor inputs, Tensor outcomes);
  }

  /** Rows and what came of them, outside the heap. */
  record Rows(Tensor inputs, Tensor outcomes) implements AutoCloseable {
    static Rows of(Matrix inputs, Matrix outcomes) {
      LibTorch.load();
      return new Rows(TorchOps.tensor(inputs), TorchOps.tensor(outcomes));
    }

    int size() {
      return Math.toIntExact(inputs.size(0));
    }

    @Override
    public void close() {
      inputs.close();
      outcomes.close();
    }
  }

  private final TorchOps ops;
  private final Loss loss;
  private final int batch;
  private final TensorVector leaves;
  private final AdamW optimiser;

  /**
   * @throws IllegalStateException if the native library cannot be loaded
   */
  Descent(Weights start, Loss loss, Pace pace) {
    this.ops = new TorchOps(start);
    this.loss = loss;
    this.batch = pace.batch();
    this.leaves = ops.leaves();
    var options = new AdamWOptions(pace.rate());
    options.weight_decay().put(pace.decay());
    this.optimiser = new AdamW(leaves, options);
  }

  /** Sees every row once, in an order of its own. */
  void epoch(Rows rows, RandomGenerator random) {
    long[] order = shuffled(rows.size(), random);
    for (int from = 0; from < order.length; from += batch)
      step(rows, Arrays.copyOfRange(order, from, Math.min(order.length, from + batch)));
  }

  @SuppressWarnings("try")
  private void step(Rows rows, long[] picked) {
    try (var scope = new PointerScope()) {
      Tensor which = torch.tensor(picked);
      Tensor inputs = rows.inputs().index_select(0, which);
      Tensor outcomes = rows.outcomes().index_select(0, which);
      optimiser.zero_grad();
      loss.of(ops, inputs, outcomes).backward();
      torch.clip_grad_norm_(leaves, LONGEST_GRADIENT);
      optimiser.step();
    }
  }

  /** The loss on some rows, of which nothing is learned. */
  @SuppressWarnings("try")
  double judged(Rows rows) {
    try (var scope = new PointerScope();
        var without = new NoGradGuard()) {
      return loss.of(ops, rows.inputs(), rows.outcomes()).item_float();
    }
  }

  @SuppressWarnings("try")
  Weights weights() {
    try (var scope = new PointerScope()) {
      return ops.weights();
    }
  }

  private static long[] shuffled(int n, RandomGenerator random) {
    long[] order = new long[n];
    for (int i = 0; i < n; i++) {
      int at = random.nextInt(i + 1);
      order[i] = order[at];
      order[at] = i;
    }
    return order;
  }

  @Override
  public void close() {
    optimiser.close();
    leaves.close();
    ops.close();
  }
}
