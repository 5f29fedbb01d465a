// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import dev.worth.node.facts.FactTypes;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.*;

/** The kinds of fact a shop may tell. What the engine itself notes is not among them. */
enum FactKind {
  PROFILE_UPDATED(ProfileUpdated.class),
  SIGNED_IN(SignedIn.class),
  PAGE_VIEWED(PageViewed.class),
  PRODUCT_VIEWED(ProductViewed.class),
  PRODUCTS_SEARCHED(ProductsSearched.class),
  ELEMENT_CLICKED(ElementClicked.class),
  FAVOURITE_ADDED(FavouriteAdded.class),
  FAVOURITE_REMOVED(FavouriteRemoved.class),
  CART_ITEM_ADDED(CartItemAdded.class),
  CART_ITEM_REMOVED(CartItemRemoved.class),
  CHECKOUT_STARTED(CheckoutStarted.class),
  ORDER_PLACED(OrderPlaced.class),
  ORDER_CANCELLED(OrderCancelled.class),
  ORDER_REFUNDED(OrderRefunded.class),
  PAYMENT_ATTEMPTED(PaymentAttempted.class),
  PAYMENT_CAPTURED(PaymentCaptured.class),
  PAYMENT_FAILED(PaymentFailed.class),
  COUPON_ISSUED(CouponIssued.class),
  COUPON_APPLIED(CouponApplied.class),
  COUPON_DENIED(CouponDenied.class),
  PRODUCT_REVIEWED(ProductReviewed.class),
  CONSENT_CHANGED(ConsentChanged.class);

  /** Stable, such as order-placed. */
  final String typeName;

  final Class<? extends CustomerEvent> fact;

  FactKind(Class<? extends CustomerEvent> fact) {
    this.fact = fact;
    this.typeName = FactTypes.nameOf(fact);
  }
}
