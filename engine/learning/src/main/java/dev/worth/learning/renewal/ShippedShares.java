// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.renewal;

import dev.worth.core.scoring.renewal.RhythmTable;

/**
 * What is thought of rhythms before a shop has shown any: even shares for a shop of many customers,
 * whose own histories decide, and for the first few ones those of a usual shop, where a purchase
 * comes every few months and daily ones are rare.
 */
final class ShippedShares {
  /** Customers at which a usual shop counts as much as no opinion. */
  private static final double USUAL_CUSTOMERS = 20;

  /** Of purchases a day, around once in four months; half of all within a factor of about 2.4. */
  private static final double USUAL_RATE = 1.0 / 120;

  private static final double USUAL_SPREAD = 1.3;

  private static double weight(double rate) {
    double z = Math.log(rate / USUAL_RATE) / USUAL_SPREAD;
    return Math.exp(-z * z / 2);
  }

  static double[] of(RhythmTable table, double customers) {
    double[] usual = new double[table.size()];
    double sum = 0;
    for (int g = 0; g < usual.length; g++) sum += usual[g] = weight(table.rhythms().get(g).rate());
    double known = customers / (customers + USUAL_CUSTOMERS);
    for (int g = 0; g < usual.length; g++)
      usual[g] = known / usual.length + (1 - known) * usual[g] / sum;
    return usual;
  }

  private ShippedShares() {}
}
