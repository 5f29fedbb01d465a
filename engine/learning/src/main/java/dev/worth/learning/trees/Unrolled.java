// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tree whose leaves hold the Shapley values of another one's answer, so that a graph of trees
 * tells exact reasons.
 *
 * <p>A row's Shapley values depend on what it answers at every node, not only at those on its way:
 * this tree asks them all, but none whose answer is known from those before. A tree of k nodes
 * gives at most 2^k leaves, so it has to be small. Values have to be there: NaN is not asked for.
 */
final class Unrolled {
  private static final int MOST_NODES = 10;

  /** Asks about a column, or ends with what each column adds. */
  sealed interface Node {
    record Split(int feature, double threshold, Node left, Node right) implements Node {}

    /**
     * @param parts {@code [columns]}
     */
    record Leaf(double[] parts) implements Node {}
  }

  private final Tree tree;
  private final int columns;
  private final double[] low;
  private final double[] high;

  private Unrolled(Tree tree, int columns) {
    this.tree = tree;
    this.columns = columns;
    low = filled(columns, Double.NEGATIVE_INFINITY);
    high = filled(columns, Double.POSITIVE_INFINITY);
  }

  /**
   * @throws IllegalArgumentException if the tree is too large, with the remedy
   */
  static Node of(Tree tree, int columns) {
    if (tree.nodes() > MOST_NODES)
      throw new IllegalArgumentException(
          "a tree of %d leaves has too many reasons: grow at most %d"
              .formatted(tree.nodes() + 1, MOST_NODES + 1));
    return new Unrolled(tree, columns).node(0);
  }

  /** The leaves from left to right. */
  static List<Node.Leaf> leaves(Node node) {
    var leaves = new ArrayList<Node.Leaf>();
    collect(node, leaves);
    return leaves;
  }

  private static void collect(Node node, List<Node.Leaf> leaves) {
    switch (node) {
      case Node.Leaf leaf -> leaves.add(leaf);
      case Node.Split split -> {
        collect(split.left(), leaves);
        collect(split.right(), leaves);
      }
    }
  }

  /** What is left to ask from a node of the tree on, in its order. */
  private Node node(int from) {
    int next = from;
    while (next < tree.nodes() && !isOpen(next)) next++;
    if (next == tree.nodes()) return new Node.Leaf(parts());
    int feature = tree.feature()[next];
    double threshold = tree.threshold()[next];
    double before = high[feature];
    high[feature] = threshold;
    Node left = node(next + 1);
    high[feature] = before;
    before = low[feature];
    low[feature] = threshold;
    Node right = node(next + 1);
    low[feature] = before;
    return new Node.Split(feature, threshold, left, right);
  }

  private boolean isOpen(int node) {
    double threshold = tree.threshold()[node];
    return threshold > low[tree.feature()[node]] && threshold < high[tree.feature()[node]];
  }

  /** Of any row that gives the answers known by now. */
  private double[] parts() {
    double[] row = new double[columns];
    Arrays.setAll(row, j -> high[j] < Double.POSITIVE_INFINITY ? high[j] : above(low[j]));
    double[] sums = new double[columns + 1];
    TreeShap.add(tree, row, sums);
    return Arrays.copyOf(sums, columns);
  }

  private static double above(double low) {
    return low == Double.NEGATIVE_INFINITY ? 0 : Math.nextUp(low);
  }

  private static double[] filled(int size, double value) {
    double[] filled = new double[size];
    Arrays.fill(filled, value);
    return filled;
  }
}
