// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import dev.worth.learning.trees.Forest;
import dev.worth.learning.trees.LightGbm;
import dev.worth.learning.trees.LightGbm.Rows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A learner on the folds it was tried on so far. Boosted trees stop where all folds together say.
 */
final class Trial {
  private static final int PATIENCE = 60;

  /** One fold's matrices, made once for all learners. */
  record Matrices(double[][] learn, double[] learnY, double[][] judge, double[] judgeY) {}

  private sealed interface OnFold {
    record Staged(Forest forest, double[] losses) implements OnFold {}

    record Done(double[] raw, double loss) implements OnFold {}
  }

  private final Learner learner;
  private final Loss loss;
  private final Map<Integer, OnFold> folds = new HashMap<>();

  Trial(Learner learner, Loss loss) {
    this.learner = learner;
    this.loss = loss;
  }

  Learner.Kind kind() {
    return learner.kind();
  }

  boolean knows(int fold) {
    return folds.containsKey(fold);
  }

  /** Independent of all other folds and learners: may run beside them, one fold at a time. */
  void run(int fold, Matrices m, long seed) {
    folds.put(fold, tried(m, seed));
  }

  private OnFold tried(Matrices m, long seed) {
    if (learner instanceof Learner.Trees trees && !trees.averaged()) return staged(trees, m, seed);
    double[] raw = learner.fit(m.learn(), m.learnY(), loss, seed).raw(m.judge());
    return new OnFold.Done(raw, loss.mean(m.judgeY(), raw));
  }

  private OnFold.Staged staged(Learner.Trees trees, Matrices m, long seed) {
    var watched = new Rows(m.judge(), m.judgeY());
    var rows = new Rows(m.learn(), m.learnY());
    var forest = grown(trees, rows, watched, seed);
    double[] losses = new double[forest.size()];
    for (int i = 0; i < m.judge().length; i++) {
      double[] staged = forest.staged(m.judge()[i]);
      for (int t = 0; t < staged.length; t++) losses[t] += loss.of(m.judgeY()[i], staged[t]);
    }
    return new OnFold.Staged(
        forest, Arrays.stream(losses).map(sum -> sum / m.judge().length).toArray());
  }

  /** Searched thresholds where drawn ones leave nothing on one side, as LightGBM gives up there. */
  private static Forest grown(Learner.Trees trees, Rows rows, Rows watched, long seed) {
    try {
      return LightGbm.grow(rows, watched, trees.settings(), trees.trees(), PATIENCE, seed);
    } catch (IllegalArgumentException e) {
      if (!trees.settings().random()) throw e;
      var searched = trees.settings().searched();
      return LightGbm.grow(rows, watched, searched, trees.trees(), PATIENCE, seed);
    }
  }

  /** Mean over the folds so far. */
  double loss() {
    int trees = trees();
    return folds.values().stream().mapToDouble(f -> loss(f, trees)).average().orElseThrow();
  }

  private static double loss(OnFold fold, int trees) {
    return switch (fold) {
      case OnFold.Done done -> done.loss();
      case OnFold.Staged staged -> staged.losses()[Math.min(trees, staged.losses().length) - 1];
    };
  }

  /** How many trees are best over all folds; 0 for what is no boosting. */
  private int trees() {
    var curves = folds.values().stream().filter(OnFold.Staged.class::isInstance).toList();
    int longest =
        curves.stream().mapToInt(c -> ((OnFold.Staged) c).losses().length).max().orElse(0);
    int best = Math.min(1, longest);
    double least = Double.POSITIVE_INFINITY;
    for (int t = 1; t <= longest; t++) {
      int at = t;
      double mean = curves.stream().mapToDouble(c -> loss(c, at)).average().orElseThrow();
      if (mean < least) {
        least = mean;
        best = t;
      }
    }
    return best;
  }

  /** The raw answers to a fold's rows to judge by. */
  double[] raw(int fold, double[][] judge) {
    return switch (folds.get(fold)) {
      case OnFold.Done done -> done.raw();
      case OnFold.Staged staged -> staged.forest().first(trees()).raw(judge);
      case null -> throw new IllegalStateException("fold " + fold + " was not tried");
    };
  }

  /** The learner as it should learn from all rows: with somewhat more trees, for more rows. */
  Learner settled(List<Fold> all, int rows) {
    double learnt = all.stream().mapToDouble(f -> f.learn().length).average().orElse(rows);
    double more = Math.min(1.25, rows / learnt);
    return learner instanceof Learner.Trees trees && !trees.averaged()
        ? trees.trees((int) Math.max(1, Math.round(trees() * more)))
        : learner;
  }
}
