// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

/**
 * An arm's mean less the control's, with an interval that is valid at any time.
 *
 * @param low and high: at minus and plus infinity while too little is known
 */
public record Effect(double difference, double low, double high) {
  /** Whether the interval excludes no difference. */
  public boolean isFound() {
    return low > 0 || high < 0;
  }
}
