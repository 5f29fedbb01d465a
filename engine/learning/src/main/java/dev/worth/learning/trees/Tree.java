// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.trees;

/**
 * A binary tree. A child below 0 is the leaf {@code ~child}; node 0 is the root, and a tree without
 * nodes is one leaf.
 *
 * @param feature {@code [nodes]} column a node asks about
 * @param threshold {@code [nodes]} at most this goes left
 * @param missingLeft {@code [nodes]} where NaN goes
 * @param left {@code [nodes]}
 * @param right {@code [nodes]}
 * @param gain {@code [nodes]} by how much the split lowered the loss
 * @param nodeRows {@code [nodes]} rows that came by in training
 * @param value {@code [leaves]}
 * @param leafRows {@code [leaves]}
 */
record Tree(
    int[] feature,
    double[] threshold,
    boolean[] missingLeft,
    int[] left,
    int[] right,
    double[] gain,
    double[] nodeRows,
    double[] value,
    double[] leafRows) {

  int nodes() {
    return feature.length;
  }

  double at(double[] row) {
    return value[leaf(row)];
  }

  int leaf(double[] row) {
    if (feature.length == 0) return 0;
    int node = 0;
    while (node >= 0) node = next(node, row);
    return ~node;
  }

  int next(int node, double[] row) {
    return goesLeft(node, row[feature[node]]) ? left[node] : right[node];
  }

  private boolean goesLeft(int node, double value) {
    return Double.isNaN(value) ? missingLeft[node] : value <= threshold[node];
  }

  /** How many training rows reached a child. */
  double rows(int child) {
    return child < 0 ? leafRows[~child] : nodeRows[child];
  }

  /** The mean of the training rows. */
  double mean() {
    double sum = 0;
    double rows = 0;
    for (int i = 0; i < value.length; i++) {
      sum += value[i] * leafRows[i];
      rows += leafRows[i];
    }
    return rows > 0 ? sum / rows : value[0];
  }

  int depth() {
    return feature.length == 0 ? 0 : depth(0);
  }

  private int depth(int child) {
    return child < 0 ? 0 : 1 + Math.max(depth(left[child]), depth(right[child]));
  }
}
