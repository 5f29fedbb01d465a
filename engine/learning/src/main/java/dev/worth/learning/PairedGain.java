// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import java.util.Arrays;

/** What something gains over something else on the same examples, and how sure that is. */
final class PairedGain {
  static double[] difference(double[] a, double[] b) {
    double[] difference = a.clone();
    Arrays.setAll(difference, i -> a[i] - b[i]);
    return difference;
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  /** Of the mean of values that do not depend on each other. */
  static double standardError(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) sum += (value - mean) * (value - mean);
    return Math.sqrt(sum / Math.max(1, values.length - 1) / Math.max(1, values.length));
  }

  private PairedGain() {}
}
