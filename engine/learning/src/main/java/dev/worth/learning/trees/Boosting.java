// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.trees;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a forest is grown.
 *
 * @param goal what the trees add up to
 * @param together whether trees correct one another or are averaged
 * @param rate how much of each tree is taken; only for boosting
 * @param leaves at most, per tree
 * @param leastRows in a leaf
 * @param columnShare of the columns each split of a forest, or each tree of a boosting, may use
 * @param rowShare of the rows each tree sees
 * @param l2 cost of a leaf's squared value
 * @param random whether thresholds are drawn instead of searched (extremely randomised trees)
 * @param rising by column: 1 where the answer may only rise with it, -1 where it may only fall, 0
 *     where it may do as it likes; empty if nothing is known
 */
public record Boosting(
    Goal goal,
    Together together,
    double rate,
    int leaves,
    int leastRows,
    double columnShare,
    double rowShare,
    double l2,
    boolean random,
    List<Integer> rising) {

  /** What the sum of the leaves is. */
  public enum Goal {
    /** Log-odds of a 0/1 outcome. */
    LOG_ODDS("binary"),
    /** The mean of a number; of a 0/1 outcome that is its probability. */
    MEAN("regression"),
    /**
     * Log of the mean of a number from 0 on, many of them 0 or a few very large: the Tweedie
     * deviance with power 1.5, whose totals come out right.
     */
    LOG_MEAN("tweedie");

    private final String objective;

    Goal(String objective) {
      this.objective = objective;
    }
  }

  /** How trees become one answer. */
  public enum Together {
    BOOSTED,
    AVERAGED
  }

  public Boosting {
    rising = List.copyOf(rising);
    if (leaves < 2 || leastRows < 1)
      throw new IllegalArgumentException(
          leaves + " leaves of " + leastRows + " rows: give at least 2 of at least 1");
    boolean shares = columnShare > 0 && columnShare <= 1 && rowShare > 0 && rowShare <= 1;
    if (!shares || !(rate > 0) || !(l2 >= 0))
      throw new IllegalArgumentException(
          "shares must lie in (0, 1], rate above 0, l2 from 0 on: "
              + columnShare
              + ", "
              + rowShare
              + ", "
              + rate
              + ", "
              + l2);
    if (together == Together.AVERAGED && (goal != Goal.MEAN || rowShare == 1))
      throw new IllegalArgumentException("averaged trees need means and a row share below 1");
  }

  /** Boosted trees of middling size, for what has not been tuned. */
  public static Boosting usual(Goal goal) {
    return new Boosting(goal, Together.BOOSTED, 0.05, 8, 20, 0.6, 0.7, 1, false, List.of());
  }

  /** A random forest of probabilities or means. */
  public static Boosting forest(int leaves, int leastRows, double columnShare) {
    return new Boosting(
        Goal.MEAN,
        Together.AVERAGED,
        1,
        leaves,
        leastRows,
        columnShare,
        0.632,
        0,
        false,
        List.of());
  }

  /**
   * Extremely randomised trees (Geurts, Ernst and Wehenkel, Machine Learning 63, 2006), averaged;
   * each sees most rows.
   */
  public static Boosting extraForest(int leaves, int leastRows, double columnShare) {
    return new Boosting(
        Goal.MEAN, Together.AVERAGED, 1, leaves, leastRows, columnShare, 0.8, 0, true, List.of());
  }

  /** The same with leaves of at least so many rows. */
  public Boosting leastRows(int rows) {
    return new Boosting(
        goal, together, rate, leaves, rows, columnShare, rowShare, l2, random, rising);
  }

  /** The same with thresholds searched instead of drawn. */
  public Boosting searched() {
    return new Boosting(
        goal, together, rate, leaves, leastRows, columnShare, rowShare, l2, false, rising);
  }

  /** In LightGBM's words; one thread and row-wise, so that the same seed grows the same trees. */
  String parameters(long seed) {
    boolean averaged = together == Together.AVERAGED;
    return String.format(
            Locale.ROOT,
            "objective=%s boosting=%s learning_rate=%s num_leaves=%d min_data_in_leaf=%d %s=%s"
                + " bagging_fraction=%s bagging_freq=%d lambda_l2=%s extra_trees=%b seed=%d"
                + " min_sum_hessian_in_leaf=0 num_threads=1 deterministic=true force_row_wise=true"
                + " verbosity=-1",
            goal.objective,
            averaged ? "rf" : "gbdt",
            rate,
            leaves,
            leastRows,
            averaged ? "feature_fraction_bynode" : "feature_fraction",
            columnShare,
            rowShare,
            rowShare < 1 ? 1 : 0,
            l2,
            random,
            Math.floorMod(seed, Integer.MAX_VALUE))
        + monotone();
  }

  private String monotone() {
    if (rising.isEmpty()) return "";
    return rising.stream()
        .map(sign -> Integer.toString(sign))
        .collect(Collectors.joining(",", " monotone_constraints=", ""));
  }
}
