// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import static dev.worth.node.ingest.FactKind.*;
import static dev.worth.node.ingest.Meaning.clicked;
import static dev.worth.node.ingest.Meaning.looked;
import static dev.worth.node.ingest.Meaning.of;
import static java.util.Map.entry;

import java.util.Map;

/**
 * The names of Google Analytics 4 and what we take them for. Where an event lists several items and
 * a fact is about one product, the first item is meant.
 */
final class Ga4Names {
  static final Map<String, Meaning> EVENTS =
      Map.ofEntries(
          entry("page_view", of(PAGE_VIEWED)),
          entry("screen_view", of(PAGE_VIEWED)),
          entry("view_item_list", looked("list")),
          entry("select_item", clicked("product")),
          entry("view_item", of(PRODUCT_VIEWED)),
          entry("add_to_cart", of(CART_ITEM_ADDED)),
          entry("remove_from_cart", of(CART_ITEM_REMOVED)),
          entry("view_cart", looked("cart")),
          entry("add_to_wishlist", of(FAVOURITE_ADDED)),
          entry("begin_checkout", of(CHECKOUT_STARTED)),
          entry("add_shipping_info", clicked("shipping-info")),
          entry("add_payment_info", clicked("payment-info")),
          entry("purchase", of(ORDER_PLACED)),
          entry("refund", of(ORDER_REFUNDED)),
          entry("view_promotion", looked("promotion")),
          entry("select_promotion", clicked("promotion")),
          entry("login", of(SIGNED_IN)),
          entry("sign_up", of(SIGNED_IN)),
          entry("search", of(PRODUCTS_SEARCHED)),
          entry("view_search_results", of(PRODUCTS_SEARCHED)),
          entry("share", clicked("share")));

  private Ga4Names() {}
}
