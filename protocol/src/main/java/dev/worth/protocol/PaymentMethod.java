// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

/** How money moves. */
public enum PaymentMethod {
  UNKNOWN,
  CARD,
  WALLET,
  BANK_TRANSFER,
  INVOICE,
  GIFT_CARD,
  CASH
}
