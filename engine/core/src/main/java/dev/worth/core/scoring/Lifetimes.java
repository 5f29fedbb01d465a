// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

/**
 * Quadrature over the time a living customer stays active within a horizon, whose survival function
 * is (beta / (beta + t))^s. The last node is the horizon itself, with the mass of those who outlive
 * it.
 */
final class Lifetimes {
  /** Eight-point Gauss-Legendre on [0, 1] (Abramowitz and Stegun 25.4.30, shifted). */
  private static final double[] POINT = {
    0.019855071751231884, 0.10166676129318664, 0.2372337950418355, 0.4082826787521751,
    0.5917173212478249, 0.7627662049581645, 0.8983332387068134, 0.9801449282487681
  };

  private static final double[] WEIGHT = {
    0.05061426814518813, 0.11119051722668724, 0.15685332293894366, 0.18134189168918100,
    0.18134189168918100, 0.15685332293894366, 0.11119051722668724, 0.05061426814518813
  };

  private Lifetimes() {}

  static double[] nodes(double s, double beta, double horizon) {
    double dead = dead(s, beta, horizon);
    double[] nodes = new double[POINT.length + 1];
    for (int i = 0; i < POINT.length; i++)
      nodes[i] = beta * Math.expm1(-Math.log1p(-dead * POINT[i]) / s);
    nodes[POINT.length] = horizon;
    return nodes;
  }

  static double[] weights(double s, double beta, double horizon) {
    double dead = dead(s, beta, horizon);
    double[] weights = new double[POINT.length + 1];
    for (int i = 0; i < POINT.length; i++) weights[i] = dead * WEIGHT[i];
    weights[POINT.length] = 1 - dead;
    return weights;
  }

  private static double dead(double s, double beta, double horizon) {
    return -Math.expm1(-s * Math.log1p(horizon / beta));
  }
}
