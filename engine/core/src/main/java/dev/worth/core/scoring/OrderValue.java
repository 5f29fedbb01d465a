// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

/**
 * The posterior of one customer's order amounts under {@link GammaGamma}: amounts are gamma(shape,
 * nu), nu is gamma(concentration, scale). The sum of k orders is then scale times a beta-prime(k
 * shape, concentration).
 *
 * @param shape shape of an order's amount
 * @param concentration shape of nu, grows with every order seen; above 1
 * @param scale inverse scale of nu, in currency units
 */
public record OrderValue(double shape, double concentration, double scale) {

  /** Mean amount of a future order. */
  public double mean() {
    return shape * scale / (concentration - 1);
  }
}
