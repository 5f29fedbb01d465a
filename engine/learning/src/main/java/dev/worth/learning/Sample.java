// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.learning.Label;
import dev.worth.learning.linear.Design;
import dev.worth.learning.linear.Inputs;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Rows of several landmarks side by side, ready for a regression.
 *
 * @param x {@code [n][width + landmarks]} standardised columns, then one that is 1 in the rows of
 *     each landmark: its level
 * @param row {@code [n]} the row as a model sees it
 * @param label {@code [n]}
 * @param landmark {@code [n]} index of the row's landmark
 * @param half {@code [n]} half of the customers the row belongs to
 * @param landmarks how many there are
 */
record Sample(
    double[][] x, float[][] row, Label[] label, int[] landmark, int[] half, int landmarks) {
  static Sample of(List<Block> blocks, Inputs inputs) {
    int n = blocks.stream().mapToInt(Block::size).sum();
    var sample =
        new Sample(
            new double[n][], new float[n][], new Label[n], new int[n], new int[n], blocks.size());
    int i = 0;
    for (int k = 0; k < blocks.size(); k++)
      for (int j = 0; j < blocks.get(k).size(); j++) sample.put(i++, k, blocks.get(k), j, inputs);
    return sample;
  }

  private void put(int i, int k, Block block, int j, Inputs inputs) {
    double[] z = inputs.standardised(block.rows()[j]);
    x[i] = Arrays.copyOf(z, z.length + landmarks);
    x[i][z.length + k] = 1;
    row[i] = block.rows()[j];
    label[i] = block.labels()[j];
    landmark[i] = k;
    half[i] = block.half()[j];
  }

  int size() {
    return x.length;
  }

  /** Columns without the landmarks' levels. */
  int width() {
    return row[0].length;
  }

  Sample where(IntPredicate wanted) {
    int[] kept = IntStream.range(0, size()).filter(wanted).toArray();
    return new Sample(
        Arrays.stream(kept).mapToObj(i -> x[i]).toArray(double[][]::new),
        Arrays.stream(kept).mapToObj(i -> row[i]).toArray(float[][]::new),
        Arrays.stream(kept).mapToObj(i -> label[i]).toArray(Label[]::new),
        Arrays.stream(kept).map(i -> landmark[i]).toArray(),
        Arrays.stream(kept).map(i -> half[i]).toArray(),
        landmarks);
  }

  double[] each(IntToDoubleFunction value) {
    return IntStream.range(0, size()).mapToDouble(value).toArray();
  }

  Design design(double[] y, double[] offset) {
    return new Design(x, y, offset, landmarks);
  }
}
