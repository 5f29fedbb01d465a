// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How much more the treated bring if those with the highest predicted effect are treated first.
 *
 * <p>The curve at a share s of the customers, by predicted effect, is the outcome of the treated
 * among them minus that of the untreated, scaled to as many as the treated, per treated customer of
 * all (Radcliffe, "Using control groups to target on predicted lift", 2007). The coefficient is the
 * area between it and the line of a random order; 0 for an order that knows nothing.
 *
 * @param curve at 0, 5, ... 100 % of the customers
 * @param coefficient area above the line
 * @param low of its 95 % bootstrap interval over customers
 * @param high of the same
 */
public record Qini(double[] curve, double coefficient, double low, double high) {
  private static final int STEPS = 20;
  private static final int DRAWS = 500;

  /**
   * @param effect predicted, by a model that did not see the row
   * @param treated 1 or 0
   * @param y what happened
   */
  static Qini of(double[] effect, double[] treated, double[] y, long seed) {
    int[] order =
        IntStream.range(0, y.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -effect[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] once = new int[y.length];
    Arrays.fill(once, 1);
    var ranked = new Ranked(order, effect, treated, y);
    double[] curve = ranked.curve(once);
    double[] drawn = new double[DRAWS];
    Arrays.parallelSetAll(drawn, d -> area(ranked.curve(drawn(y.length, seed * DRAWS + d))));
    Arrays.sort(drawn);
    double[] shown = new double[STEPS + 1];
    Arrays.setAll(shown, i -> curve[i * (curve.length - 1) / STEPS]);
    return new Qini(
        shown, area(curve), drawn[(int) (0.025 * (DRAWS - 1))], drawn[(int) (0.975 * (DRAWS - 1))]);
  }

  /** How often each row is drawn. */
  private static int[] drawn(int n, long seed) {
    var random = new Random(seed);
    int[] times = new int[n];
    for (int i = 0; i < n; i++) times[random.nextInt(n)]++;
    return times;
  }

  private static double area(double[] curve) {
    int last = curve.length - 1;
    double sum = 0;
    for (int i = 0; i < last; i++) {
      double line = curve[last] * (2 * i + 1) / (2.0 * last);
      sum += (curve[i] + curve[i + 1]) / 2 - line;
    }
    return sum / last;
  }

  /** Rows by falling predicted effect. */
  private record Ranked(int[] order, double[] effect, double[] treated, double[] y) {
    private static final int POINTS = 100;

    /** At every hundredth of the rows; equal effects share their gain evenly. */
    double[] curve(int[] times) {
      double[] curve = new double[POINTS + 1];
      double all = 0;
      double allTreated = 0;
      for (int i = 0; i < order.length; i++) {
        all += times[i];
        allTreated += times[i] * treated[i];
      }
      var sums = new double[4];
      double seen = 0;
      double before = 0;
      int point = 1;
      for (int from = 0, to; from < order.length; from = to) {
        double group = 0;
        for (to = from; to < order.length && effect[order[to]] == effect[order[from]]; to++) {
          add(sums, order[to], times[order[to]]);
          group += times[order[to]];
        }
        double now = allTreated > 0 ? gain(sums) / allTreated : 0;
        while (point <= POINTS && seen + group >= all * point / POINTS - 1e-9) {
          double share = group > 0 ? (all * point / POINTS - seen) / group : 1;
          curve[point++] = before + share * (now - before);
        }
        seen += group;
        before = now;
      }
      return curve;
    }

    private void add(double[] sums, int row, int times) {
      int side = treated[row] > 0.5 ? 0 : 2;
      sums[side] += times;
      sums[side + 1] += times * y[row];
    }

    private static double gain(double[] sums) {
      return sums[2] > 0 ? sums[1] - sums[3] * sums[0] / sums[2] : 0;
    }
  }
}
