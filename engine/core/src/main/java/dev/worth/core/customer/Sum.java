// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

/**
 * Whole numbers remembered of a customer. The order is part of the stored state: only ever append.
 */
public enum Sum {
  /** Total of all orders, minor units. */
  GROSS,
  /** Discounts on orders, minor units. */
  DISCOUNT,
  /** Money returned, minor units. */
  REFUNDED,
  /** Totals of cancelled orders, minor units. */
  CANCELLED,
  /** Orders cancelled that were known. */
  CANCELLED_ORDERS,
  /** The largest order, minor units. */
  LARGEST_ORDER,
  /** The newest order, minor units. */
  LAST_ORDER,
  /** Units bought. */
  UNITS,
  /** Orders that used a coupon or had a discount. */
  DISCOUNTED_ORDERS,
  /** Value put into the cart since the last order, less what was taken out, minor units. */
  CART,
  /** Units in the cart since the last order. */
  CART_UNITS,
  /** Time spent on pages, milliseconds. */
  DWELL,
  /** Sum of the stars given. */
  STARS,
  /** Distinct UTC days with an order. */
  ORDER_DAYS,
  /** The newest of those days, days since 1970. */
  LAST_ORDER_DAY,
  /** Days between the two newest of them. */
  LAST_GAP,
  /** Failed payments since the last captured one. */
  FAILED_IN_A_ROW,
  /** Lower end of the age band in years, 0 when unknown. */
  AGE_FROM,
  /** Ordinal of the gender. */
  GENDER,
  /** Hash of the region, 0 when unknown. */
  REGION,
  /** Bit 0: personalisation allowed, bit 1: marketing allowed, bit 2: the customer has said so. */
  CONSENT,
  /** Distinct UTC days with an order of more than 0. */
  PAID_DAYS,
  /** The newest of those days, days since 1970. */
  LAST_PAID_DAY;

  static final int COUNT = values().length;
}
