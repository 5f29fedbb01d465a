// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

/** Numbers of orders, one and more, in groups that grow by 1.6: 1, 2-3, 4-6, 7-11, ... */
final class OrderGroups {
  private static final double GROWTH = 1.6;
  private static final int MOST = 24;

  private final double[] weight = new double[MOST];
  private final double[] mean = new double[MOST];
  private final double[] variance = new double[MOST];
  private int size;

  /** Element n is proportional to P(N = n); element 0 is ignored. */
  OrderGroups(double[] counts) {
    double total = 0;
    int from = 1;
    while (from < counts.length) {
      int to = Math.min(counts.length, Math.max(from + 1, (int) Math.ceil(from * GROWTH)));
      total += collect(counts, from, to);
      from = to;
    }
    for (int i = 0; i < size; i++) weight[i] /= total;
  }

  private double collect(double[] counts, int from, int to) {
    double p = 0;
    double first = 0;
    double second = 0;
    for (int n = from; n < to; n++) {
      p += counts[n];
      first += counts[n] * n;
      second += counts[n] * n * n;
    }
    if (p > 0) add(p, first / p, second / p);
    return p;
  }

  private void add(double p, double first, double second) {
    weight[size] = p;
    mean[size] = first;
    variance[size] = Math.max(0, second - first * first);
    size++;
  }

  int size() {
    return size;
  }

  double weight(int group) {
    return weight[group];
  }

  double mean(int group) {
    return mean[group];
  }

  double variance(int group) {
    return variance[group];
  }
}
