// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.learning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;

/**
 * The parts of {@link Metrics} that sort. Equal scores share what they gain, so no order matters.
 */
final class MetricsRanking {

  /** Positions from the lowest score to the highest; ties stay in the order given. */
  static Integer[] ascending(double[] score) {
    return sorted(score.length, Comparator.comparingDouble(i -> score[i]));
  }

  private static Integer[] descending(double[] score) {
    return sorted(score.length, Comparator.comparingDouble(i -> -score[i]));
  }

  /** Ranks 1 to n, ties get their mean rank. */
  static double[] midRanks(double[] x) {
    Integer[] order = ascending(x);
    double[] ranks = new double[x.length];
    for (int from = 0, to; from < x.length; from = to) {
      to = endOfTie(x, order, from);
      for (int k = from; k < to; k++) ranks[order[k]] = (from + to - 1) / 2.0 + 1;
    }
    return ranks;
  }

  static double averagePrecision(boolean[] bought, double[] p) {
    int buyers = 0;
    for (boolean b : bought) if (b) buyers++;
    if (buyers == 0) return Double.NaN;
    Integer[] order = descending(p);
    double area = 0;
    double found = 0;
    for (int from = 0, to; from < p.length; from = to) {
      to = endOfTie(p, order, from);
      double more = sum(order, from, to, i -> bought[i] ? 1 : 0);
      found += more;
      area += more / buyers * found / to;
    }
    return area;
  }

  /** Twice the area under the gain chart, minus 1. */
  static double gini(double[] spend, double[] score) {
    Integer[] order = descending(score);
    double gained = 0;
    double area = 0;
    for (int from = 0, to; from < score.length; from = to) {
      to = endOfTie(score, order, from);
      double m = to - from;
      double each = sum(order, from, to, i -> spend[i]) / m;
      area += m * gained + each * m * (m + 1) / 2;
      gained += each * m;
    }
    return 2 * area / (sum(spend) * spend.length) - 1;
  }

  static double pearson(double[] a, double[] b) {
    double meanA = sum(a) / a.length;
    double meanB = sum(b) / b.length;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : Double.NaN;
  }

  /** Ten groups of nearly equal count, best score first; ties by id. */
  static int[][] deciles(double[] score, String[] ids) {
    Comparator<Integer> best = Comparator.comparingDouble(i -> -score[i]);
    Integer[] order = sorted(score.length, best.thenComparing(i -> ids[i]));
    int[][] groups = new int[10][];
    for (int b = 0; b < groups.length; b++) {
      int from = Metrics.share(order.length, b);
      int to = Metrics.share(order.length, b + 1);
      groups[b] = Arrays.stream(order, from, to).mapToInt(Integer::intValue).toArray();
    }
    return groups;
  }

  /** Sum of the {@code count} largest values. */
  static double largest(double[] values, int count) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sum(Arrays.copyOfRange(sorted, sorted.length - count, sorted.length));
  }

  static double sum(double[] values) {
    double sum = 0;
    for (double value : values) sum += value;
    return sum;
  }

  static double sum(double[] values, int[] at) {
    double sum = 0;
    for (int i : at) sum += values[i];
    return sum;
  }

  private static double sum(Integer[] order, int from, int to, IntToDoubleFunction value) {
    double sum = 0;
    for (int k = from; k < to; k++) sum += value.applyAsDouble(order[k]);
    return sum;
  }

  private static int endOfTie(double[] score, Integer[] order, int from) {
    int to = from + 1;
    while (to < order.length && score[order[to]] == score[order[from]]) to++;
    return to;
  }

  private static Integer[] sorted(int n, Comparator<Integer> by) {
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, by);
    return order;
  }

  private MetricsRanking() {}
}
