// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

/**
 * From one day on the shop is another one.
 *
 * @param day counted from the first, which is 0
 * @param price every price is multiplied by this
 * @param demand the share of visits that end in an order is multiplied by this
 */
public record Shock(int day, double price, double demand) {
  /** Nothing ever changes. */
  public static final Shock NONE = new Shock(Integer.MAX_VALUE, 1, 1);

  public Shock {
    if (!(price > 0 && demand > 0))
      throw new IllegalArgumentException(
          "a shock of prices by %s and demand by %s: give factors above 0"
              .formatted(price, demand));
  }
}
