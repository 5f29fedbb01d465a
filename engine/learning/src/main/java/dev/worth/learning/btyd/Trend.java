// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

/** A straight line through equally spaced values, by weighted least squares. */
final class Trend {
  private Trend() {}

  /** What is left of the values when their line is taken out; fewer than three leave nothing. */
  static double[] removed(double[] values, double[] weight) {
    double[] left = new double[values.length];
    if (values.length < 3) return left;
    double w = 0, wt = 0, wtt = 0, wv = 0, wtv = 0;
    for (int t = 0; t < values.length; t++) {
      w += weight[t];
      wt += weight[t] * t;
      wtt += weight[t] * t * t;
      wv += weight[t] * values[t];
      wtv += weight[t] * t * values[t];
    }
    double slope = (w * wtv - wt * wv) / (w * wtt - wt * wt);
    double level = (wv - slope * wt) / w;
    for (int t = 0; t < values.length; t++) left[t] = values[t] - level - slope * t;
    return left;
  }
}
