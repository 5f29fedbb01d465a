// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import dev.worth.learning.linear.Design;
import dev.worth.learning.linear.LogisticRegression;
import dev.worth.learning.linear.Penalty;

/**
 * Beta calibration: log-odds = a ln p - b ln(1 - p) + c with a, b from 0 on (Kull, Silva Filho and
 * Flach, AISTATS 2017). Monotone; a = b = 1, c = 0 leaves a probability as it is.
 */
record Calibration(double a, double b, double c) {
  static final Calibration NONE = new Calibration(1, 1, 0);

  private static final Penalty LIGHT = Penalty.ridge(1e-5);

  /**
   * @param raw log-odds of rows that were not learnt from
   */
  static Calibration fit(double[] raw, double[] y) {
    double[][] x = new double[raw.length][];
    for (int i = 0; i < raw.length; i++) x[i] = columns(raw[i]);
    double[] w = LogisticRegression.fit(Design.withIntercept(x, y), LIGHT).weights();
    return w[0] >= 0 && w[1] >= 0 ? new Calibration(w[0], w[1], w[2]) : NONE;
  }

  double of(double raw) {
    if (equals(NONE)) return raw;
    double[] x = columns(raw);
    return a * x[0] + b * x[1] + c;
  }

  /** ln p and -ln(1 - p). */
  private static double[] columns(double raw) {
    double surprise = Math.max(raw, 0) + Math.log1p(Math.exp(-Math.abs(raw)));
    return new double[] {raw - surprise, surprise};
  }
}
