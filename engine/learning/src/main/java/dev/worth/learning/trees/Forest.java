// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.trees;

import java.util.Arrays;
import java.util.List;

/**
 * Trees whose leaves are added up, or averaged. Columns of a row stand in the order of training; a
 * missing value is NaN.
 */
public final class Forest {
  private final List<Tree> trees;
  private final boolean averaged;
  private final int columns;

  Forest(List<Tree> trees, boolean averaged, int columns) {
    this.trees = List.copyOf(trees);
    this.averaged = averaged;
    this.columns = columns;
  }

  /** Nothing grown: answers 0. */
  public static Forest none(int columns) {
    return new Forest(List.of(), false, columns);
  }

  /** What LightGBM writes of a model, read. */
  public static Forest parse(String model) {
    return ModelText.read(model);
  }

  /** How many trees there are. */
  public int size() {
    return trees.size();
  }

  public int columns() {
    return columns;
  }

  public boolean averaged() {
    return averaged;
  }

  List<Tree> trees() {
    return trees;
  }

  /** The raw answer for one row: log-odds or a mean, as {@link Boosting.Goal} says. */
  public double raw(double[] row) {
    double sum = 0;
    for (Tree tree : trees) sum += tree.at(row);
    return averaged ? sum / Math.max(1, trees.size()) : sum;
  }

  /** Of many rows. */
  public double[] raw(double[][] rows) {
    return Arrays.stream(rows).mapToDouble(this::raw).toArray();
  }

  /** The raw answer after 1, 2, ... trees: {@code [trees]}. */
  public double[] staged(double[] row) {
    double[] staged = new double[trees.size()];
    double sum = 0;
    for (int t = 0; t < staged.length; t++) {
      sum += trees.get(t).at(row);
      staged[t] = averaged ? sum / (t + 1) : sum;
    }
    return staged;
  }

  /** Only the first trees. */
  public Forest first(int count) {
    return new Forest(trees.subList(0, Math.min(count, trees.size())), averaged, columns);
  }

  /**
   * What each column adds to the raw answer, by the Shapley value of path-dependent trees; exact.
   *
   * @return {@code [columns + 1]}: the columns' parts, and last the mean answer; they sum to {@link
   *     #raw(double[])}
   */
  public double[] contributions(double[] row) {
    double[] sums = new double[columns + 1];
    for (Tree tree : trees) TreeShap.add(tree, row, sums);
    if (averaged) for (int j = 0; j < sums.length; j++) sums[j] /= Math.max(1, trees.size());
    return sums;
  }

  /** By how much the splits on each column lowered the loss in training. */
  public double[] gains() {
    double[] gains = new double[columns];
    for (Tree tree : trees)
      for (int i = 0; i < tree.nodes(); i++) gains[tree.feature()[i]] += tree.gain()[i];
    return gains;
  }
}
