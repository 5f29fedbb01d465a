// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

/**
 * How much better or worse a loss is than a rival's, with a paired 95 % bootstrap interval over
 * customers. Below 0 is better; better than chance when the interval excludes 0.
 *
 * @param against name of the rival
 * @param metric log_loss, score80 or score90
 */
record Difference(String against, String metric, double difference, double low, double high) {
  boolean isBetter() {
    return high < 0;
  }

  boolean isWorse() {
    return low > 0;
  }
}
