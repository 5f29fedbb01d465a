// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

/**
 * Something the simulated shop sells.
 *
 * @param id the shop's number
 * @param category path of two parts, such as home/lighting
 * @param name as shown
 * @param description a sentence or two
 * @param price per unit, in minor units
 */
public record Product(String id, String category, String name, String description, long price) {
  /** The same at another price. */
  Product dearer(double factor) {
    return new Product(id, category, name, description, Math.round(price * factor));
  }
}
