// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.monitoring;

import dev.worth.core.learning.Metrics;
import java.util.Arrays;

/**
 * What figures are to be expected of probabilities that are right, before any label is there: each
 * forecast counts as bought with its own probability. (Known as confidence-based performance
 * estimation; it knows nothing of a change in how customers behave, which is what {@link Drift} is
 * for.)
 */
public final class Expected {
  /** Mean and variance of one forecast's log-loss. */
  static double logLoss(double p) {
    return p * Metrics.logLoss(true, p) + (1 - p) * Metrics.logLoss(false, p);
  }

  private static double variance(double p) {
    double gap = Metrics.logLoss(true, p) - Metrics.logLoss(false, p);
    return p * (1 - p) * gap * gap;
  }

  /**
   * How far the log-loss that came is from the one to be expected, in standard deviations: beyond 4
   * it is no chance. Positive when forecasts were worse than they claimed.
   */
  public static double surprise(boolean[] bought, double[] p) {
    double gap = 0;
    double variance = 0;
    for (int i = 0; i < p.length; i++) {
      gap += Metrics.logLoss(bought[i], p[i]) - logLoss(p[i]);
      variance += variance(p[i]);
    }
    return variance == 0 ? 0 : gap / Math.sqrt(variance);
  }

  /** The share of purchases that came against the one foretold, in standard deviations. */
  public static double shift(boolean[] bought, double[] p) {
    double gap = 0;
    double variance = 0;
    for (int i = 0; i < p.length; i++) {
      gap += (bought[i] ? 1 : 0) - p[i];
      variance += p[i] * (1 - p[i]);
    }
    return variance == 0 ? 0 : gap / Math.sqrt(variance);
  }

  /** Area under the ROC curve to be expected. */
  public static double auc(double[] p) {
    double[] sorted = p.clone();
    Arrays.sort(sorted);
    double others = 0;
    double buyers = 0;
    double won = 0;
    for (double one : sorted) {
      won += one * (others + (1 - one) / 2);
      others += 1 - one;
      buyers += one;
    }
    return buyers * others == 0 ? Double.NaN : won / (buyers * others);
  }

  private Expected() {}
}
