// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

/**
 * What Gamma-Gamma sees of a customer.
 *
 * @param n purchase days with an amount above 0
 * @param mean their mean amount in currency units; 0 without any
 */
public record Amounts(int n, double mean) {
  static Amounts of(int n, double sum) {
    return new Amounts(n, n == 0 ? 0 : sum / n);
  }
}
