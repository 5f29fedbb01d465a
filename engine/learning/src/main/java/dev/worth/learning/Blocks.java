// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.learning.Cutoff;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.learning.History.Customer;
import dev.worth.learning.linear.Inputs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The examples of every landmark of a task, the newest first. */
record Blocks(List<Block> blocks, List<Cutoff> landmarks) {
  /** More rows teach a linear model nothing and cost time. */
  private static final int MOST_ROWS = 60_000;

  /** Folding is what costs most where customers browse a lot. */
  private static final long MOST_FACTS = 4_000_000;

  private static final int LEAST_OF_EACH = 20;

  /**
   * @param shop the closed form as it was known at a landmark
   * @param share of the landmark's horizon that a customer's label looks ahead
   */
  static Blocks of(
      Task task,
      Function<Cutoff, ClosedForm> shop,
      ToDoubleFunction<Customer> share,
      DoubleConsumer progress) {
    var landmarks = task.landmarks();
    int each = Math.max(1, landmarks.size());
    var sample = task.history().sample(MOST_ROWS / each, MOST_FACTS / each, task.seed());
    String currency = task.history().currency();
    var blocks = new ArrayList<Block>();
    for (Cutoff landmark : landmarks) {
      blocks.add(Block.of(sample, currency, landmark, shop.apply(landmark), share));
      progress.accept((double) blocks.size() / each);
    }
    return new Blocks(blocks, landmarks);
  }

  int rows() {
    return blocks.stream().mapToInt(Block::size).sum();
  }

  int buyers() {
    return blocks.stream().mapToInt(Block::buyers).sum();
  }

  /** Whether enough customers bought and enough did not. */
  boolean teach() {
    return buyers() >= LEAST_OF_EACH && rows() - buyers() >= LEAST_OF_EACH;
  }

  Sample sample(Inputs inputs) {
    return Sample.of(blocks, inputs);
  }

  Inputs inputs(IntPredicate used, IntPredicate bounded) {
    float[][] rows =
        blocks.stream()
            .flatMap(b -> IntStream.range(0, b.size()).mapToObj(i -> b.rows()[i]))
            .toArray(float[][]::new);
    return Inputs.of(rows, used, bounded);
  }
}
