// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import dev.worth.learning.trees.Forest;
import java.util.Arrays;

/** What a {@link Learner} learnt. Raw answers and parts are on the scale of the {@link Loss}. */
sealed interface Learnt {
  double raw(double[] row);

  default double[] raw(double[][] rows) {
    return Arrays.stream(rows).mapToDouble(this::raw).toArray();
  }

  /** What each column adds, and last what a mean row gets; sums to {@link #raw(double[])}. */
  double[] parts(double[] row);

  /**
   * @param link turns the forest's answers into raw ones, when it answers with probabilities
   */
  record Grown(Forest forest, Loss link) implements Learnt {
    @Override
    public double raw(double[] row) {
      return link.raw(forest.raw(row));
    }

    /** Shapley values; of probabilities, stretched alike to sum to the log-odds. */
    @Override
    public double[] parts(double[] row) {
      double[] parts = forest.contributions(row);
      int last = parts.length - 1;
      double base = parts[last];
      double moved = 0;
      for (int j = 0; j < last; j++) moved += parts[j];
      parts[last] = link.raw(base);
      double target = link.raw(base + moved) - parts[last];
      double stretch = Math.abs(moved) > 1e-9 ? target / moved : 1 / link.bend(parts[last]);
      for (int j = 0; j < last; j++) parts[j] *= stretch;
      return parts;
    }
  }

  /** A weighted sum of standardised columns, which are 0 at the mean. */
  record Weighted(Standard standard, double[] weights, double base, int columns) implements Learnt {
    @Override
    public double raw(double[] row) {
      double[] z = standard.of(row);
      double sum = base;
      for (int j = 0; j < z.length; j++) sum += weights[j] * z[j];
      return sum;
    }

    @Override
    public double[] parts(double[] row) {
      double[] z = standard.of(row);
      double[] parts = new double[columns + 1];
      for (int j = 0; j < z.length; j++) parts[standard.from(j)] += weights[j] * z[j];
      parts[columns] = base;
      return parts;
    }
  }
}
