// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

/**
 * One line of an order.
 *
 * @param product what was bought
 * @param category normalised; empty when unknown
 * @param quantity at least 1
 * @param price per unit
 */
public record OrderLine(ProductId product, String category, int quantity, Amount price) {
  public OrderLine {
    if (quantity < 1) throw new IllegalArgumentException("quantity " + quantity + " is below 1");
  }
}
