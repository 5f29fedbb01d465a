// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import dev.worth.learning.trees.Boosting;
import dev.worth.learning.trees.Boosting.Goal;
import dev.worth.learning.trees.LightGbm;
import dev.worth.learning.trees.LightGbm.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Products of two numbers, such as a rate and a count: a tree needs many splits for them. All pairs
 * of the most telling numbers are shown to boosted trees, and those kept that lower the loss most.
 */
final class Products {
  private static final int MOST_NUMBERS = 12;
  private static final int KEPT = 20;
  private static final int MOST_ROWS = 20_000;
  private static final int FEW_VALUES = 5;
  private static final int TREES = 120;

  /** Two number fields of the frame. */
  record Pair(int first, int second) {}

  private final Encoding.Basis basis;
  private final double[][] x;
  private final double[] y;
  private final int[] drawn;
  private final Loss loss;
  private final long seed;

  private Products(Encoding.Basis basis, double[][] x, Loss loss, long seed) {
    this.basis = basis;
    this.loss = loss;
    this.seed = seed;
    drawn = drawn(x.length, seed);
    this.x = Arrays.stream(drawn).mapToObj(i -> x[i]).toArray(double[][]::new);
    y = Arrays.stream(drawn).mapToDouble(i -> basis.y()[basis.rows()[i]]).toArray();
  }

  /** Whether there are two numbers to multiply. */
  static boolean possible(Frame frame) {
    return numbers(frame).length > 1;
  }

  /**
   * @param x {@code [basis rows][columns]} without products
   */
  static List<Pair> of(Encoding.Basis basis, double[][] x, Loss loss, long seed) {
    return new Products(basis, x, loss, seed).kept();
  }

  private static int[] drawn(int rows, long seed) {
    return rows <= MOST_ROWS
        ? IntStream.range(0, rows).toArray()
        : new Random(seed).ints(MOST_ROWS, 0, rows).toArray();
  }

  /** Numbers from 0 on with more than a few values: what has a sign or names a class is left. */
  private static int[] numbers(Frame frame) {
    return IntStream.range(0, frame.fields().size())
        .filter(
            f ->
                frame.fields().get(f) instanceof Field.Numbers n
                    && !n.name().contains(" / ")
                    && isAmount(n.values()))
        .toArray();
  }

  private static boolean isAmount(double[] values) {
    return Arrays.stream(values).noneMatch(v -> v < 0)
        && Arrays.stream(values)
                .filter(v -> !Double.isNaN(v))
                .distinct()
                .limit(1 + FEW_VALUES)
                .count()
            > FEW_VALUES;
  }

  private List<Pair> kept() {
    var pairs = pairs(mostTelling());
    if (pairs.isEmpty()) return pairs;
    double[] gains = gains(pairs);
    int first = x[0].length;
    return IntStream.range(0, pairs.size())
        .boxed()
        .filter(p -> gains[first + p] > 0)
        .sorted(Comparator.comparingDouble(p -> -gains[first + p]))
        .limit(KEPT)
        .map(pairs::get)
        .toList();
  }

  private static List<Pair> pairs(int[] fields) {
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < fields.length; i++)
      for (int j = 0; j < i; j++) pairs.add(new Pair(fields[i], fields[j]));
    return pairs;
  }

  private int[] mostTelling() {
    int[] all = numbers(basis.frame());
    if (all.length <= MOST_NUMBERS) return all;
    double[] gains = gains(Arrays.stream(all).mapToObj(f -> new Pair(f, f)).toList());
    int first = x[0].length;
    return IntStream.range(0, all.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -gains[first + i]))
        .limit(MOST_NUMBERS)
        .mapToInt(i -> all[i])
        .sorted()
        .toArray();
  }

  /** Of the columns, and then of the pairs. */
  private double[] gains(List<Pair> pairs) {
    double[][] all = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      all[i] = Arrays.copyOf(x[i], x[i].length + pairs.size());
      int row = basis.rows()[drawn[i]];
      for (int p = 0; p < pairs.size(); p++)
        all[i][x[i].length + p] =
            value(pairs.get(p).first(), row) * value(pairs.get(p).second(), row);
    }
    Goal goal = loss == Loss.LOG_LOSS ? Goal.LOG_ODDS : Goal.MEAN;
    return LightGbm.grow(new Rows(all, y), settings(goal), TREES, seed).gains();
  }

  /** Few columns at a time, so that alike ones share what they tell. */
  private static Boosting settings(Goal goal) {
    return new Boosting(
        goal, Boosting.Together.BOOSTED, 0.05, 8, 40, 0.3, 0.7, 5, false, List.of());
  }

  private double value(int field, int row) {
    return ((Field.Numbers) basis.frame().fields().get(field)).values()[row];
  }
}
