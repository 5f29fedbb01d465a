// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

/** What all customers of one simulated shop share. */
record World(Shop shop, Seasons seasons, Coupons coupons, Catalogue catalogue) {
  static World of(Shop shop) {
    return new World(
        shop,
        new Seasons(shop.start(), shop.days()),
        new Coupons(shop),
        Catalogue.generate(shop.seed(), shop.minorPerUnit()));
  }
}
