// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static dev.worth.core.scoring.BundleContract.WIDTH;

import dev.worth.core.learning.Cutoff;
import dev.worth.learning.Regression.Loss;
import dev.worth.learning.linear.Penalty;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * What those spend or order who do buy: least squares on logarithms, and how far the totals are off
 * then, per landmark (the logarithm of the smearing factor).
 *
 * @param slopes of the standardised columns
 * @param known log of true totals over those expected beforehand
 * @param fitted log of true totals over those fitted
 */
record BuyerHead(double[] slopes, Levels known, Levels fitted) {
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
    double[] slopes = new double[WIDTH];
    if (paying.size() >= LEAST_BUYERS) {
      double[] logs = Arrays.stream(value).filter(v -> v > 0).map(Math::log).toArray();
      double[] known = where(offset, i -> value[i]);
      var regression = new Regression(paying, logs, known, Loss.SQUARED);
      slopes = regression.fit(penalties, landmarks, true).weights();
    }
    double[] fitted = new Regression(buyers, value, offset, Loss.SQUARED).predictor(slopes);
    return new BuyerHead(slopes, levels(buyers, value, offset), levels(buyers, value, fitted));
  }

  private static Levels levels(Sample buyers, double[] value, double[] logs) {
    var levels = new Levels(buyers.landmarks());
    for (int k = 0; k < buyers.landmarks(); k++) {
      double total = 0;
      double expected = 0;
      double squares = 0;
      for (int i = 0; i < value.length; i++) {
        if (buyers.landmark()[i] != k) continue;
        total += value[i];
        expected += Math.exp(logs[i]);
        squares += Math.pow(value[i] - Math.exp(logs[i]), 2);
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
