// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import static dev.worth.node.ingest.FactKind.*;
import static dev.worth.node.ingest.Meaning.clicked;
import static dev.worth.node.ingest.Meaning.looked;
import static dev.worth.node.ingest.Meaning.of;
import static java.util.Map.entry;

import java.util.Map;

/**
 * The names of Segment's e-commerce specification, version 2, and what we take them for. Names that
 * carry no fact of value are kept as something looked at or clicked, so that no valid call is
 * refused. An Order Updated is among those: counting it as an order would count the order twice.
 */
final class SegmentNames {
  static final Map<String, Meaning> TRACK =
      Map.ofEntries(
          entry("Products Searched", of(PRODUCTS_SEARCHED)),
          entry("Product List Viewed", looked("list")),
          entry("Product List Filtered", clicked("list-filtered")),
          entry("Promotion Viewed", looked("promotion")),
          entry("Promotion Clicked", clicked("promotion")),
          entry("Product Clicked", clicked("product")),
          entry("Product Viewed", of(PRODUCT_VIEWED)),
          entry("Product Added", of(CART_ITEM_ADDED)),
          entry("Product Removed", of(CART_ITEM_REMOVED)),
          entry("Cart Viewed", looked("cart")),
          entry("Checkout Started", of(CHECKOUT_STARTED)),
          entry("Checkout Step Viewed", looked("checkout-step")),
          entry("Checkout Step Completed", clicked("checkout-step")),
          entry("Payment Info Entered", clicked("payment-info")),
          entry("Order Completed", of(ORDER_PLACED)),
          entry("Order Updated", clicked("order-updated")),
          entry("Order Refunded", of(ORDER_REFUNDED)),
          entry("Order Cancelled", of(ORDER_CANCELLED)),
          entry("Coupon Entered", clicked("coupon-entered")),
          entry("Coupon Applied", of(COUPON_APPLIED)),
          entry("Coupon Denied", of(COUPON_DENIED)),
          entry("Coupon Removed", clicked("coupon-removed")),
          entry("Product Added to Wishlist", of(FAVOURITE_ADDED)),
          entry("Product Removed from Wishlist", of(FAVOURITE_REMOVED)),
          entry("Wishlist Product Added to Cart", of(CART_ITEM_ADDED)),
          entry("Product Shared", clicked("product-shared")),
          entry("Cart Shared", clicked("cart-shared")),
          entry("Product Reviewed", of(PRODUCT_REVIEWED)),
          // Not in that list, but in everybody's calls.
          entry("Signed In", of(SIGNED_IN)),
          entry("Signed Up", of(SIGNED_IN)),
          entry("Signed Out", clicked("signed-out")));

  /** The calls that need no name. */
  static final Map<String, Meaning> CALLS =
      Map.of(
          "identify", of(PROFILE_UPDATED),
          "page", of(PAGE_VIEWED),
          "screen", of(PAGE_VIEWED),
          "group", clicked("group"),
          "alias", clicked("alias"));

  private SegmentNames() {}
}
