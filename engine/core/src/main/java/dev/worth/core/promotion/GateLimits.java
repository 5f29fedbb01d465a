// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import java.util.List;

/**
 * Where the gates stop. A challenger that is no worse than the champion passes calibration,
 * coverage and bias even beyond these: it is an improvement, or at least no harm. Beside the
 * baseline it passes them up to twice as far.
 *
 * @param fewestOutcomes with fewer, or fewer than a twentieth of them of either kind, outcomes say
 *     nothing
 * @param fewestRequests with fewer, the distribution of scores says nothing
 * @param aucLoss how much less the area under the ROC curve may be than the champion's
 * @param calibrationError largest expected calibration error over ten bins of equal count
 * @param calibrationSlope largest distance of the recalibration slope from 1, as a factor
 * @param coverageGap by how much the 80 % interval may cover less than 80 %
 * @param bias largest share by which all expected spend may miss what was spent
 * @param stability largest population stability index
 * @param actionFactor largest factor by which the share above a threshold may change
 * @param actionShare a smaller change of that share, in parts of all customers, is never stopped
 * @param thresholds purchase probabilities at which somebody acts
 * @param microsPerRow longest time for one row, in microseconds
 * @param nativeBytes most memory outside the heap
 */
public record GateLimits(
    int fewestOutcomes,
    int fewestRequests,
    double aucLoss,
    double calibrationError,
    double calibrationSlope,
    double coverageGap,
    double bias,
    double stability,
    double actionFactor,
    double actionShare,
    List<Double> thresholds,
    double microsPerRow,
    long nativeBytes) {
  /** As shipped. */
  public static final GateLimits USUAL =
      new GateLimits(
          200,
          100,
          0.01,
          0.05,
          1.5,
          0.05,
          0.2,
          0.25,
          1.5,
          0.02,
          List.of(0.2, 0.5, 0.8),
          1_000,
          256L << 20);

  public GateLimits {
    thresholds = List.copyOf(thresholds);
    for (double threshold : thresholds)
      if (!(threshold > 0 && threshold < 1))
        throw new IllegalArgumentException(
            "threshold " + threshold + " is no probability: give one between 0 and 1");
  }
}
