// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import dev.worth.learning.table.Learner.Linear;
import dev.worth.learning.table.Learner.Trees;
import dev.worth.learning.trees.Boosting;
import dev.worth.learning.trees.Boosting.Goal;
import dev.worth.learning.trees.Boosting.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What the search starts from: settings drawn at random, and some that often do well. */
final class Candidates {
  private static final int[] LEAVES = {4, 6, 8, 12, 16, 24, 32};
  private static final int[] LEAST_ROWS = {5, 10, 20, 40, 80};
  private static final double[] COLUMNS = {0.15, 0.3, 0.5, 0.7, 1};
  private static final double[] ROWS = {0.5, 0.7, 0.9};
  private static final double[] L2 = {0, 1, 5, 20};

  private Candidates() {}

  /**
   * @param boosted how many boosted ones
   * @param trees at most in each of them; forests have a fifth
   */
  static List<Learner> of(Loss loss, int rows, int boosted, int trees, long seed) {
    var all = new ArrayList<Learner>();
    Goal goal = loss == Loss.LOG_LOSS ? Goal.LOG_ODDS : Goal.MEAN;
    double rate = rows < 20_000 ? 0.03 : 0.06;
    var random = new Random(seed);
    all.add(new Trees(boosting(goal, rate, 8, 20, 0.5, 0.7, 1, false), trees));
    for (int i = 1; i < boosted; i++) all.add(drawn(goal, rate, trees, random));
    all.addAll(forests(rows, trees / 5));
    for (double strength : new double[] {0.001, 0.01, 0.05}) all.add(new Linear(strength, 0));
    for (double strength : new double[] {0.001, 0.005}) all.add(new Linear(strength, 0.5));
    all.add(new Linear(0.003, 1));
    return all;
  }

  /** Two that err differently, to judge columns with. */
  static List<Learner> pair(Loss loss, int rows) {
    Goal goal = loss == Loss.LOG_LOSS ? Goal.LOG_ODDS : Goal.MEAN;
    int leaves = Math.min(512, Math.max(16, rows / 10));
    return List.of(
        new Trees(boosting(goal, 0.05, 8, 20, 0.5, 0.7, 1, false), 150),
        new Trees(Boosting.extraForest(leaves, 6, 1), 100));
  }

  /** Usual ones, and extremely randomised ones, which err differently and want more leaves. */
  private static List<Learner> forests(int rows, int trees) {
    var all = new ArrayList<Learner>();
    int leaves = Math.min(256, Math.max(8, rows / 20));
    for (double columns : new double[] {0.2, 0.4})
      for (int least : new int[] {3, 10})
        all.add(new Trees(Boosting.forest(leaves, least, columns), trees));
    for (double columns : new double[] {0.7, 1})
      for (int least : new int[] {6, 16})
        all.add(new Trees(Boosting.extraForest(2 * leaves, least, columns), trees));
    return all;
  }

  /** For effects, which are small beside the noise: few leaves of many rows, large penalties. */
  static List<Learner> careful(int rows) {
    var all = new ArrayList<Learner>();
    for (int leaves : new int[] {2, 4, 8})
      for (int part : new int[] {20, 100}) {
        int least = Math.max(10, rows / part);
        all.add(new Trees(boosting(Goal.MEAN, 0.03, leaves, least, 0.5, 0.5, 20, false), 400));
      }
    for (int part : new int[] {30, 100})
      all.add(new Trees(Boosting.forest(32, Math.max(10, rows / part), 0.3), 200));
    for (double strength : new double[] {0.1, 1, 10}) all.add(new Linear(strength, 0));
    return all;
  }

  private static Trees drawn(Goal goal, double rate, int trees, Random random) {
    int leaves = LEAVES[random.nextInt(LEAVES.length)];
    int least = LEAST_ROWS[random.nextInt(LEAST_ROWS.length)];
    double columns = COLUMNS[random.nextInt(COLUMNS.length)];
    double rows = ROWS[random.nextInt(ROWS.length)];
    double l2 = L2[random.nextInt(L2.length)];
    boolean extra = random.nextInt(5) == 0;
    return new Trees(boosting(goal, rate, leaves, least, columns, rows, l2, extra), trees);
  }

  private static Boosting boosting(
      Goal goal,
      double rate,
      int leaves,
      int least,
      double columns,
      double rows,
      double l2,
      boolean extra) {
    return new Boosting(
        goal, Together.BOOSTED, rate, leaves, least, columns, rows, l2, extra, List.of());
  }
}
