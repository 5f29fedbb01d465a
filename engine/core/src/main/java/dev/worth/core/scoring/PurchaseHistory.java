// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

/**
 * What the closed-form models need to know about one customer, on the model's clock.
 *
 * @param repeats purchase days after the first one, the literature's x
 * @param recency days from the first to the last purchase, the literature's t_x; 0 without repeats
 * @param age days from the first purchase to now, the literature's T
 * @param orders purchase days with a known amount (the first one counts), the n of Gamma-Gamma
 * @param meanAmount mean amount of those days in the shop's currency units; 0 without any
 */
public record PurchaseHistory(
    int repeats, double recency, double age, int orders, double meanAmount) {

  public PurchaseHistory {
    if (repeats < 0) throw new IllegalArgumentException("repeats is " + repeats + ", must be >= 0");
    if (!(recency >= 0 && recency <= age && age < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(
          "recency " + recency + " and age " + age + ", must be 0 <= recency <= age, finite");
    if (orders < 0) throw new IllegalArgumentException("orders is " + orders + ", must be >= 0");
    if (!(meanAmount >= 0 && meanAmount < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("meanAmount is " + meanAmount + ", must be >= 0, finite");
  }

  /** A history without amounts: enough for the models of purchase times. */
  public static PurchaseHistory of(int repeats, double recency, double age) {
    return new PurchaseHistory(repeats, recency, age, 0, 0);
  }

  /** The same customer seen later, nothing bought meanwhile. */
  PurchaseHistory quietFor(double days) {
    return new PurchaseHistory(repeats, recency, age + days, orders, meanAmount);
  }
}
