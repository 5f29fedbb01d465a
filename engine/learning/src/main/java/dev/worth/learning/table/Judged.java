// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import dev.worth.learning.table.Search.Finalist;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Finalists blended and calibrated, and how good the whole is: for the figures, what judges a fold
 * was blended and calibrated on the other folds.
 *
 * @param y {@code [n]} outcomes of the rows that were judged
 * @param raw {@code [finalists][n]}
 * @param whole {@code [n]} raw answers of the ensemble, from other folds
 */
record Judged(
    Loss loss, double[] y, double[][] raw, double[] whole, Blend blend, Calibration calibration) {

  static Judged of(Search.Plan plan, List<Fold> folds, List<Finalist> finalists) {
    int[] fold = new int[plan.y().length];
    Arrays.fill(fold, -1);
    for (int f = 0; f < folds.size(); f++) for (int i : folds.get(f).judge()) fold[i] = f;
    int[] rows = IntStream.range(0, fold.length).filter(i -> fold[i] >= 0).toArray();
    double[] y = Search.pick(plan.y(), rows);
    double[][] raw =
        finalists.stream().map(f -> Search.pick(f.raw(), rows)).toArray(double[][]::new);
    int[] of = Arrays.stream(rows).map(i -> fold[i]).toArray();
    var crossed = new Crossed(plan.loss(), y, raw, of, folds.size());
    double[] blended = crossed.blended();
    var blend = Blend.fit(raw, y, plan.loss());
    if (plan.loss() != Loss.LOG_LOSS)
      return new Judged(plan.loss(), y, raw, blended, blend, Calibration.NONE);
    double[] calibrated = crossed.calibrated(blended);
    boolean better = plan.loss().mean(y, calibrated) < plan.loss().mean(y, blended);
    return new Judged(
        plan.loss(),
        y,
        raw,
        better ? calibrated : blended,
        blend,
        better ? Calibration.fit(blend.of(raw), y) : Calibration.NONE);
  }

  double[] answers(double[] raw) {
    return Arrays.stream(raw).map(loss::answer).toArray();
  }

  /** Fits on all folds but one, answers that one, for each. */
  private record Crossed(Loss loss, double[] y, double[][] raw, int[] fold, int folds) {
    double[] blended() {
      double[] whole = new double[y.length];
      for (int f = 0; f < folds; f++) {
        int[] others = where(f, false);
        int[] here = where(f, true);
        var blend = Blend.fit(columns(others), Search.pick(y, others), loss);
        double[] answers = blend.of(columns(here));
        for (int i = 0; i < here.length; i++) whole[here[i]] = answers[i];
      }
      return whole;
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
