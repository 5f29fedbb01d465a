// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

/** What {@link Activity} sums. The order is part of the stored state: only ever append. */
public enum Signal {
  BROWSING,
  INTENT,
  ORDERS,
  SPEND,
  RETURNS,
  COUPONS
}
