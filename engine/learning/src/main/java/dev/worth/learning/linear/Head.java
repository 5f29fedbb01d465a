// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.linear;

/**
 * One linear answer.
 *
 * @param base the answer for the reference customer, whose standardised columns are all 0
 * @param weights {@code [d]} of the standardised columns
 */
public record Head(double base, double[] weights) {
  Head raised(double by) {
    return new Head(base + by, weights);
  }

  double of(double[] z) {
    double sum = base;
    for (int j = 0; j < z.length; j++) sum += weights[j] * z[j];
    return sum;
  }
}
