// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.learning;

/**
 * What a customer did within a horizon.
 *
 * @param orders placed in it and not cancelled in it
 * @param spend paid for them less what was returned or cancelled in it, also of earlier orders, in
 *     units of the shop's currency; never below 0
 */
public record Label(int orders, double spend) {
  public boolean purchased() {
    return orders > 0;
  }
}
