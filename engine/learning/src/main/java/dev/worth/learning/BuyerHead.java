// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.learning.Cutoff;
import dev.worth.learning.Regression.Loss;
import dev.worth.learning.Regression.Slopes;
import dev.worth.learning.linear.Penalty;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * What those spend or order who do buy: least squares on logarithms, then levels that make the
 * totals agree (the smearing factor, per landmark).
 *
 * @param slopes of the standardised columns
 * @param levels log of true over fitted totals
 */
record BuyerHead(double[] slopes, Levels levels) {
  private static final int LEAST_BUYERS = 40;

  /**
   * @param buyers rows of those who bought
   * @param value {@code [n]} what they ordered or spent; 0 is left out of the slopes, not of the
   *     totals
   * @param offset {@code [n]} its logarithm as expected beforehand
   */
  static BuyerHead fit(
      Sample buyers,
      double[] value,
      double[] offset,
      List<Penalty> penalties,
      List<Cutoff> landmarks) {
    var paying = buyers.where(i -> value[i] > 0);
    double[] slopes = new double[buyers.size() == 0 ? 0 : buyers.width()];
    if (paying.size() >= LEAST_BUYERS) {
      double[] logs = Arrays.stream(value).filter(v -> v > 0).map(Math::log).toArray();
      double[] known = where(offset, i -> value[i]);
      var regression = new Regression(paying, logs, known, Loss.SQUARED);
      Slopes fitted = regression.fit(penalties, landmarks, true);
      slopes = fitted.weights();
    }
    return new BuyerHead(slopes, levels(buyers, value, offset, slopes));
  }

  private static Levels levels(Sample buyers, double[] value, double[] offset, double[] slopes) {
    var levels = new Levels(buyers.landmarks());
    double[] fitted = new Regression(buyers, value, offset, Loss.SQUARED).predictor(slopes);
    for (int k = 0; k < buyers.landmarks(); k++) {
      double total = 0;
      double expected = 0;
      double squares = 0;
      for (int i = 0; i < value.length; i++) {
        if (buyers.landmark()[i] != k) continue;
        total += value[i];
        expected += Math.exp(fitted[i]);
        squares += Math.pow(value[i] - Math.exp(fitted[i]), 2);
      }
      if (total > 0) levels.set(k, Math.log(total / expected), squares / (total * total));
    }
    return levels;
  }

  private static double[] where(double[] values, IntToDoubleFunction positive) {
    double[] kept = new double[values.length];
    int k = 0;
    for (int i = 0; i < values.length; i++)
      if (positive.applyAsDouble(i) > 0) kept[k++] = values[i];
    return Arrays.copyOf(kept, k);
  }
}
