// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

/**
 * What is known of one customer's amounts under {@link CredibleAmounts}.
 *
 * @param mean of a future purchase day, in currency units
 * @param between variance of what is not known of the customer's own level, on the log scale
 * @param within variance of a day around that level, on the log scale
 */
record CredibleValue(double mean, double between, double within) {
  /** Mean of the logarithm of such a day: the distribution keeps the mean. */
  double centre() {
    return Math.log(mean) - (between + within) / 2;
  }
}
