// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import dev.worth.learning.table.Search.Finalist;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Finalists put together and calibrated, and how good the whole is: for the figures, what judges a
 * fold was put together and calibrated on the other folds. How they are put together is chosen by
 * that, too, from the plain mean to weights, level and beta calibration.
 *
 * @param y {@code [n]} outcomes of the rows that were judged
 * @param raw {@code [finalists][n]}
 * @param whole {@code [n]} raw answers of the ensemble, from other folds
 * @param how the whole is put together, in words
 */
record Judged(
    Loss loss,
    double[] y,
    double[][] raw,
    double[] whole,
    Blend blend,
    Calibration calibration,
    String how) {

  private static final double LIGHT = 20;
  private static final double STRONG = 300;

  /** A way to put members together. */
  private enum Way {
    MEAN("the plain mean of the members"),
    WEIGHTS("weights from 0 on"),
    LEVEL("weights from 0 on and a level"),
    BETA("weights from 0 on, a level, and beta calibration");

    private final String words;

    Way(String words) {
      this.words = words;
    }

    boolean suits(Loss loss) {
      return this != BETA || loss == Loss.LOG_LOSS;
    }

    Blend blend(double[][] raw, double[] y, Loss loss) {
      return switch (this) {
        case MEAN -> Blend.even(raw.length);
        case WEIGHTS -> Blend.fit(raw, y, loss, STRONG, false);
        case LEVEL, BETA -> Blend.fit(raw, y, loss, LIGHT, true);
      };
    }
  }

  static Judged of(Search.Plan plan, List<Fold> folds, List<Finalist> finalists) {
    int[] fold = new int[plan.y().length];
    Arrays.fill(fold, -1);
    for (int f = 0; f < folds.size(); f++) for (int i : folds.get(f).judge()) fold[i] = f;
    int[] rows = IntStream.range(0, fold.length).filter(i -> fold[i] >= 0).toArray();
    double[] y = Search.pick(plan.y(), rows);
    double[][] raw =
        finalists.stream().map(f -> Search.pick(f.raw(), rows)).toArray(double[][]::new);
    int[] of = Arrays.stream(rows).map(i -> fold[i]).toArray();
    return new Crossed(plan.loss(), y, raw, of, folds.size()).best();
  }

  double[] answers(double[] raw) {
    return Arrays.stream(raw).map(loss::answer).toArray();
  }

  /** Fits on all folds but one, answers that one, for each. */
  private record Crossed(Loss loss, double[] y, double[][] raw, int[] fold, int folds) {
    Judged best() {
      Way best = Way.MEAN;
      double[] whole = crossed(best);
      for (Way way : Way.values()) {
        if (!way.suits(loss)) continue;
        double[] other = crossed(way);
        if (loss.mean(y, other) < loss.mean(y, whole)) {
          best = way;
          whole = other;
        }
      }
      var blend = best.blend(raw, y, loss);
      var calibration = best == Way.BETA ? Calibration.fit(blend.of(raw), y) : Calibration.NONE;
      return new Judged(loss, y, raw, whole, blend, calibration, best.words);
    }

    private double[] crossed(Way way) {
      double[] whole = new double[y.length];
      for (int f = 0; f < folds; f++) {
        int[] others = where(f, false);
        int[] here = where(f, true);
        var blend = way.blend(columns(others), Search.pick(y, others), loss);
        double[] answers = blend.of(columns(here));
        for (int i = 0; i < here.length; i++) whole[here[i]] = answers[i];
      }
      return way == Way.BETA ? calibrated(whole) : whole;
    }

    double[] calibrated(double[] blended) {
      double[] whole = blended.clone();
      for (int f = 0; f < folds; f++) {
        int[] others = where(f, false);
        var fit = Calibration.fit(Search.pick(blended, others), Search.pick(y, others));
        for (int i : where(f, true)) whole[i] = fit.of(blended[i]);
      }
      return whole;
    }

    private int[] where(int wanted, boolean same) {
      IntPredicate in = i -> fold[i] == wanted == same;
      return IntStream.range(0, y.length).filter(in).toArray();
    }

    private double[][] columns(int[] rows) {
      return Arrays.stream(raw).map(one -> Search.pick(one, rows)).toArray(double[][]::new);
    }
  }
}
