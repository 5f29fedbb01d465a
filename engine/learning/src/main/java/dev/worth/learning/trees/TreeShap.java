// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.trees;

/**
 * Exact Shapley values of one tree, by Algorithm 2 of Lundberg, Erion and Lee, "Consistent
 * individualized feature attribution for tree ensembles", arXiv 1802.03888, with the cover of the
 * training rows as the weights of the branches not taken.
 */
final class TreeShap {
  private final Tree tree;
  private final double[] row;
  private final double[] sums;

  private TreeShap(Tree tree, double[] row, double[] sums) {
    this.tree = tree;
    this.row = row;
    this.sums = sums;
  }

  /** Adds a tree's parts to the columns and its mean to the last place. */
  static void add(Tree tree, double[] row, double[] sums) {
    sums[sums.length - 1] += tree.mean();
    if (tree.nodes() == 0) return;
    new TreeShap(tree, row, sums).walk(0, new Path(tree.depth() + 2), 1, 1, -1);
  }

  private void walk(int child, Path above, double zero, double one, int feature) {
    var path = above.copy();
    path.extend(zero, one, feature);
    if (child < 0) {
      leaf(~child, path);
      return;
    }
    int hot = tree.next(child, row);
    int cold = hot == tree.left()[child] ? tree.right()[child] : tree.left()[child];
    int split = tree.feature()[child];
    double zeroBefore = 1;
    double oneBefore = 1;
    int seen = path.find(split);
    if (seen >= 0) {
      zeroBefore = path.zero[seen];
      oneBefore = path.one[seen];
      path.unwind(seen);
    }
    double cover = tree.rows(child);
    walk(hot, path, zeroBefore * tree.rows(hot) / cover, oneBefore, split);
    walk(cold, path, zeroBefore * tree.rows(cold) / cover, 0, split);
  }

  private void leaf(int leaf, Path path) {
    for (int i = 1; i < path.length; i++) {
      double weight = path.unwoundSum(i);
      sums[path.feature[i]] += weight * (path.one[i] - path.zero[i]) * tree.value()[leaf];
    }
  }

  /** The features on the way to a node, and the weights of their subsets by size. */
  private static final class Path {
    private final int[] feature;
    private final double[] zero;
    private final double[] one;
    private final double[] weight;
    private int length;

    Path(int most) {
      feature = new int[most];
      zero = new double[most];
      one = new double[most];
      weight = new double[most];
    }

    Path copy() {
      var copy = new Path(feature.length);
      System.arraycopy(feature, 0, copy.feature, 0, length);
      System.arraycopy(zero, 0, copy.zero, 0, length);
      System.arraycopy(one, 0, copy.one, 0, length);
      System.arraycopy(weight, 0, copy.weight, 0, length);
      copy.length = length;
      return copy;
    }

    int find(int wanted) {
      for (int i = 1; i < length; i++) if (feature[i] == wanted) return i;
      return -1;
    }

    void extend(double zeroShare, double oneShare, int column) {
      int l = length++;
      feature[l] = column;
      zero[l] = zeroShare;
      one[l] = oneShare;
      weight[l] = l == 0 ? 1 : 0;
      for (int i = l - 1; i >= 0; i--) {
        weight[i + 1] += oneShare * weight[i] * (i + 1) / (l + 1);
        weight[i] = zeroShare * weight[i] * (l - i) / (l + 1);
      }
    }

    void unwind(int at) {
      int l = --length;
      double next = weight[l];
      for (int j = l - 1; j >= 0; j--) {
        if (one[at] != 0) {
          double old = weight[j];
          weight[j] = next * (l + 1) / ((j + 1) * one[at]);
          next = old - weight[j] * zero[at] * (l - j) / (l + 1);
        } else {
          weight[j] = weight[j] * (l + 1) / (zero[at] * (l - j));
        }
      }
      for (int j = at; j < l; j++) {
        feature[j] = feature[j + 1];
        zero[j] = zero[j + 1];
        one[j] = one[j + 1];
      }
    }

    double unwoundSum(int at) {
      int l = length - 1;
      double next = weight[l];
      double total = 0;
      for (int j = l - 1; j >= 0; j--) {
        if (one[at] != 0) {
          double part = next * (l + 1) / ((j + 1) * one[at]);
          total += part;
          next = weight[j] - part * zero[at] * (l - j) / (l + 1);
        } else {
          total += weight[j] * (l + 1) / (zero[at] * (l - j));
        }
      }
      return total;
    }
  }
}
