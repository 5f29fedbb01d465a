// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import java.util.Arrays;

/**
 * What a version answered.
 *
 * @param answers how many
 * @param standIns how many of them the baseline gave because the version failed
 * @param micros mean time of one, microseconds; 0 where nobody measured
 * @param histogram answers by purchase probability, in bins of equal width over 0 to 1
 */
public record Tally(long answers, long standIns, double micros, long[] histogram) {
  /** Share of the answers at or above a probability, to a bin; 0 where there was none. */
  public double above(double threshold) {
    int from = (int) Math.round(threshold * histogram.length);
    long above = Arrays.stream(histogram, Math.min(from, histogram.length), histogram.length).sum();
    return answers == 0 ? 0 : (double) above / answers;
  }
}
