// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.learning.Cutoff;
import dev.worth.learning.trees.Boosting;
import dev.worth.learning.trees.Boosting.Together;
import dev.worth.learning.trees.Forest;
import dev.worth.learning.trees.LightGbm;
import dev.worth.learning.trees.LightGbm.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Boosted trees on top of what is known, tuned inside the history: settings by successive halving
 * (Jamieson and Talwalkar, AISTATS 2016), the rows learnt from being what is rationed, and the
 * number of trees by when later landmarks stop gaining. Every landmark has a level of its own while
 * trees grow, so that a good or bad season grows none.
 *
 * @param sample rows
 * @param y {@code [n]} outcomes
 * @param known {@code [n]} raw answers beforehand
 * @param goal what is added up
 * @param landmarks of the sample, the newest first
 * @param used columns that may be asked about, by column
 * @param rising sign of columns in which the answer is monotone, by column
 * @param cautious whether trees have to be clearly better than none, and more than fewer
 */
record TreeFit(
    Sample sample,
    double[] y,
    double[] known,
    TreeGoal goal,
    List<Cutoff> landmarks,
    boolean[] used,
    List<Integer> rising,
    boolean cautious,
    long seed) {
  /** So small that reasons can be written into the graph. */
  private static final int[] LEAVES = {2, 4, 6, 8};

  private static final double RATE = 0.06;
  private static final int MOST_TREES = 180;
  private static final int STEP = 6;
  private static final int LEAST_ROWS = 40;

  /** Share of the rows learnt from, and how many settings go on. */
  private record Round(double share, int keep) {}

  private static final List<Round> ROUNDS = List.of(new Round(0.25, 3), new Round(1, 1));

  /**
   * The trees.
   *
   * @param setting chosen, in words
   */
  record Grown(Forest forest, String setting) {}

  /** How well a setting foretold: {@code loss[s][i]} of row i after s steps of trees. */
  private record Tried(Boosting boosting, double[][] loss) {
    int best() {
      int best = 0;
      for (int s = 1; s < loss.length; s++)
        if (PairedGain.mean(loss[s]) < PairedGain.mean(loss[best])) best = s;
      return best;
    }

    double least() {
      return PairedGain.mean(loss[best()]);
    }

    /** The fewest trees whose loss is not clearly worse than the best. */
    int fewest() {
      int best = best();
      for (int s = 0; s < best; s++) {
        double[] worse = PairedGain.difference(loss[s], loss[best]);
        if (PairedGain.mean(worse) <= PairedGain.standardError(worse)) return s;
      }
      return best;
    }
  }

  Grown grown() {
    var folds = Fold.of(sample, landmarks);
    for (Fold fold : folds)
      if (count(fold.learns()) < LEAST_ROWS || count(fold.judges()) < LEAST_ROWS)
        return new Grown(Forest.none(used.length), "none: too few rows to judge by");
    if (Arrays.stream(y).allMatch(v -> v == 0))
      return new Grown(Forest.none(used.length), "none: nothing but zeros");
    var tried = tuned(folds);
    int steps = cautious ? tried.fewest() : Math.max(1, tried.best());
    var all = IntStream.range(0, sample.size()).toArray();
    var forest = steps == 0 ? Forest.none(used.length) : grow(tried.boosting(), all, steps * STEP);
    return new Grown(forest, words(tried.boosting(), steps * STEP));
  }

  private static String words(Boosting boosting, int trees) {
    return "%d trees of %d leaves of %d rows"
        .formatted(trees, boosting.leaves(), boosting.leastRows());
  }

  private Tried tuned(List<Fold> folds) {
    var settings = settings();
    List<Tried> tried = List.of();
    for (Round round : ROUNDS) {
      tried =
          settings.stream()
              .map(setting -> tried(setting, folds, round.share()))
              .sorted(Comparator.comparingDouble(Tried::least))
              .limit(round.keep())
              .toList();
      settings = tried.stream().map(Tried::boosting).toList();
    }
    return tried.getFirst();
  }

  private List<Boosting> settings() {
    var all = new ArrayList<Boosting>();
    for (int leaves : LEAVES)
      for (int part : new int[] {50, 300}) {
        int least = Math.max(20, sample.size() / part);
        all.add(setting(leaves, least, part == 50 ? 0.8 : 0.4));
      }
    return all;
  }

  private Boosting setting(int leaves, int least, double columns) {
    return new Boosting(
        goal.goal(), Together.BOOSTED, RATE, leaves, least, columns, 0.7, 10, false, rising);
  }

  private Tried tried(Boosting setting, List<Fold> folds, double share) {
    var losses = new ArrayList<double[][]>();
    for (Fold fold : folds) {
      int[] learning = where(fold.learns());
      int kept = (int) Math.ceil(share * learning.length);
      int[] some =
          Arrays.stream(learning)
              .boxed()
              .sorted(Comparator.comparingLong(this::shuffled))
              .limit(kept)
              .sorted()
              .mapToInt(Integer::intValue)
              .toArray();
      losses.add(judged(grow(setting, some, MOST_TREES), where(fold.judges())));
    }
    return new Tried(setting, joined(losses));
  }

  /** A number that spreads rows evenly, the same in every run. */
  private long shuffled(int row) {
    long mixed = (row + 1L) * 0x9E3779B97F4A7C15L ^ seed;
    return (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
  }

  private double[][] judged(Forest forest, int[] rows) {
    double[] truth = picked(y, rows);
    double[][] staged =
        Arrays.stream(rows).mapToObj(i -> forest.staged(wide(i))).toArray(double[][]::new);
    double[][] loss = new double[MOST_TREES / STEP + 1][rows.length];
    double level = 0;
    for (int s = 0; s < loss.length; s++) {
      int trees = Math.min(s * STEP, forest.size());
      double[] raw = new double[rows.length];
      for (int i = 0; i < raw.length; i++)
        raw[i] = known[rows[i]] + (trees == 0 ? 0 : staged[i][trees - 1]);
      level = goal.level(truth, raw, level);
      for (int i = 0; i < raw.length; i++) loss[s][i] = goal.loss(truth[i], raw[i] + level);
    }
    return loss;
  }

  private Forest grow(Boosting boosting, int[] rows, int trees) {
    double[][] x = Arrays.stream(rows).mapToObj(this::wide).toArray(double[][]::new);
    double[] start = picked(known, rows);
    for (int k = 0; k < sample.landmarks(); k++) raise(start, rows, k);
    return LightGbm.grow(new Rows(x, picked(y, rows), start), boosting, trees, seed);
  }

  /** Gives the rows of a landmark the level that suits them. */
  private void raise(double[] start, int[] rows, int landmark) {
    int[] own =
        IntStream.range(0, rows.length)
            .filter(i -> sample.landmark()[rows[i]] == landmark)
            .toArray();
    if (own.length == 0) return;
    double[] truth = Arrays.stream(own).mapToDouble(i -> y[rows[i]]).toArray();
    double level = goal.level(truth, picked(start, own), 0);
    for (int i : own) start[i] += level;
  }

  /** A row with nothing in the columns that are not used. */
  private double[] wide(int i) {
    float[] row = sample.row()[i];
    double[] wide = new double[row.length];
    for (int j = 0; j < wide.length; j++) wide[j] = used[j] ? row[j] : 0;
    return wide;
  }

  private static double[] picked(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
  }

  private static int[] where(boolean[] wanted) {
    return IntStream.range(0, wanted.length).filter(i -> wanted[i]).toArray();
  }

  private static int count(boolean[] wanted) {
    return where(wanted).length;
  }

  private static double[][] joined(List<double[][]> parts) {
    double[][] joined = new double[parts.getFirst().length][];
    Arrays.setAll(
        joined, s -> parts.stream().flatMapToDouble(part -> Arrays.stream(part[s])).toArray());
    return joined;
  }
}
