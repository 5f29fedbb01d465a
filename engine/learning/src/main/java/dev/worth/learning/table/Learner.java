// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import dev.worth.learning.linear.Design;
import dev.worth.learning.linear.LinearRegression;
import dev.worth.learning.linear.LogisticRegression;
import dev.worth.learning.linear.Penalty;
import dev.worth.learning.trees.Boosting;
import dev.worth.learning.trees.Boosting.Goal;
import dev.worth.learning.trees.Boosting.Together;
import dev.worth.learning.trees.Forest;
import dev.worth.learning.trees.LightGbm;
import dev.worth.learning.trees.LightGbm.Rows;
import java.util.Arrays;
import java.util.Locale;

/** One way to learn from a matrix, with its settings. */
sealed interface Learner {
  String name();

  /** What it is like, of which the search keeps some of each. */
  Kind kind();

  Learnt fit(double[][] x, double[] y, Loss loss, long seed);

  /** Families of the ensemble. */
  enum Kind {
    BOOSTED,
    FOREST,
    EXTRA_FOREST,
    LINEAR
  }

  /**
   * Boosted trees or a random forest.
   *
   * @param trees how many; for the search at most
   */
  record Trees(Boosting settings, int trees) implements Learner {
    @Override
    public String name() {
      return String.format(
          Locale.ROOT,
          "%s, %d trees of %d leaves of %d rows, %.0f %% of columns",
          settings.random() ? "extra " + label() : label(),
          trees,
          settings.leaves(),
          settings.leastRows(),
          100 * settings.columnShare());
    }

    private String label() {
      return averaged()
          ? "forest"
          : String.format(Locale.ROOT, "boosted (rate %.3f)", settings.rate());
    }

    boolean averaged() {
      return settings.together() == Together.AVERAGED;
    }

    @Override
    public Kind kind() {
      if (!averaged()) return Kind.BOOSTED;
      return settings.random() ? Kind.EXTRA_FOREST : Kind.FOREST;
    }

    @Override
    public Learnt fit(double[][] x, double[] y, Loss loss, long seed) {
      return learnt(grown(new Rows(x, y), seed), loss);
    }

    /**
     * A threshold drawn at random can leave nothing on one side, where LightGBM gives up: then
     * thresholds are searched.
     */
    private Forest grown(Rows rows, long seed) {
      try {
        return LightGbm.grow(rows, settings, trees, seed);
      } catch (IllegalArgumentException e) {
        if (!settings.random()) throw e;
        return LightGbm.grow(rows, settings.searched(), trees, seed);
      }
    }

    Learnt.Grown learnt(Forest forest, Loss loss) {
      return new Learnt.Grown(forest, settings.goal() == Goal.LOG_ODDS ? Loss.SQUARED : loss);
    }

    Trees trees(int count) {
      return new Trees(settings, count);
    }
  }

  /** Penalised logistic or least-squares regression on standardised columns. */
  record Linear(double strength, double share) implements Learner {
    @Override
    public String name() {
      return String.format(Locale.ROOT, "linear, penalty %s (%.0f %% l1)", strength, 100 * share);
    }

    @Override
    public Kind kind() {
      return Kind.LINEAR;
    }

    @Override
    public Learnt fit(double[][] x, double[] y, Loss loss, long seed) {
      var standard = Standard.fit(x);
      var design = Design.withIntercept(standard.of(x), y);
      double[] weights = weights(design, loss);
      int last = weights.length - 1;
      return new Learnt.Weighted(
          standard, Arrays.copyOf(weights, last), weights[last], x[0].length);
    }

    /** Where the steps do not converge, columns repeat one another: a larger penalty parts them. */
    private double[] weights(Design design, Loss loss) {
      double strength = this.strength;
      while (true) {
        var penalty = Penalty.elastic(strength, strength == this.strength ? share : 0);
        try {
          return loss == Loss.LOG_LOSS
              ? LogisticRegression.fit(design, penalty).weights()
              : LinearRegression.fit(design, penalty);
        } catch (IllegalArgumentException e) {
          if (strength > 1) throw e;
          strength = Math.max(0.001, 10 * strength);
        }
      }
    }
  }
}
