// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

/**
 * What a buyer spends in the horizon, log-normal.
 *
 * @param location mean of its logarithm, in currency units
 * @param deviation of its logarithm, above 0
 */
public record SpendShape(double location, double deviation) {
  public SpendShape {
    if (!(Double.isFinite(location) && deviation > 0 && deviation < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(
          "a spend of location %s and deviation %s: both must be finite, the second above 0"
              .formatted(location, deviation));
  }
}
