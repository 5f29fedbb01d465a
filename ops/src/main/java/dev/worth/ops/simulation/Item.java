// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

/** What lies in a cart. */
record Item(Product product, int quantity) {
  long value() {
    return product.price() * quantity;
  }
}
