// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A split of the training table's rows.
 *
 * @param learn rows to learn from
 * @param judge rows to judge by
 */
record Fold(int[] learn, int[] judge) {

  /** Every row is judged once; each fold has its share of every outcome. */
  static List<Fold> stratified(double[] y, int parts, long seed) {
    var random = new Random(seed);
    double[] tie = random.doubles(y.length).toArray();
    var order =
        IntStream.range(0, y.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> y[i]).thenComparingDouble(i -> tie[i]))
            .toList();
    int[] part = new int[y.length];
    for (int i = 0; i < part.length; i++) part[order.get(i)] = i % parts;
    return IntStream.range(0, parts)
        .mapToObj(p -> new Fold(where(part, p, false), where(part, p, true)))
        .toList();
  }

  private static int[] where(int[] part, int wanted, boolean same) {
    return IntStream.range(0, part.length).filter(i -> part[i] == wanted == same).toArray();
  }

  /**
   * Blocks of time: each but the first is judged by what was learnt from all before it. Rows of one
   * moment stay together.
   *
   * @throws IllegalArgumentException if there are too few moments for two folds
   */
  static List<Fold> inTime(double[] time, int blocks) {
    double[] sorted = Arrays.stream(time).filter(t -> !Double.isNaN(t)).sorted().toArray();
    var folds = new ArrayList<Fold>();
    double last = Double.NEGATIVE_INFINITY;
    for (int b = 1; b <= blocks; b++) {
      double from = sorted[(int) ((long) b * sorted.length / (blocks + 1))];
      double to =
          b == blocks
              ? Double.POSITIVE_INFINITY
              : sorted[(int) ((b + 1L) * sorted.length / (blocks + 1))];
      if (from <= last || from <= sorted[0] || to <= from) continue;
      last = from;
      folds.add(
          new Fold(
              rows(time, t -> t < from || Double.isNaN(t)), rows(time, t -> t >= from && t < to)));
    }
    return folds;
  }

  private static int[] rows(double[] time, java.util.function.DoublePredicate in) {
    return IntStream.range(0, time.length).filter(i -> in.test(time[i])).toArray();
  }
}
