// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

/** The kinds of fact that count. The order is part of the stored state: only ever append. */
public enum Kind {
  PROFILE_UPDATED,
  SIGNED_IN,
  PAGE_VIEWED,
  PRODUCT_VIEWED,
  SEARCHED,
  CLICKED,
  FAVOURITE_ADDED,
  FAVOURITE_REMOVED,
  CART_ADDED,
  CART_REMOVED,
  CHECKOUT_STARTED,
  ORDER_PLACED,
  ORDER_CANCELLED,
  ORDER_REFUNDED,
  PAYMENT_ATTEMPTED,
  PAYMENT_CAPTURED,
  PAYMENT_FAILED,
  COUPON_ISSUED,
  COUPON_APPLIED,
  COUPON_DENIED,
  REVIEWED,
  CONSENT_CHANGED;

  private static final Kind[] ALL = values();
  static final int COUNT = ALL.length;

  static Kind of(int ordinal) {
    return ALL[ordinal];
  }
}
