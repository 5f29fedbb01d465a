// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.preparation;

import java.util.List;

/**
 * What stands in for a value that was not sent, one rule per field. The documentation is made of
 * this list, and a test holds each rule against what is done.
 */
public final class MissingValues {
  /**
   * One rule.
   *
   * @param field as in the fact
   * @param facts the kinds of fact it holds for
   * @param instead what is taken, or that the fact is refused
   */
  public record Rule(String field, String facts, String instead) {}

  public static final List<Rule> RULES =
      List.of(
          new Rule("customer", "all", "refused: no fact belongs to nobody"),
          new Rule(
              "id",
              "all",
              "refused; GA4, which sends none: a hash of client id, time, name and position"),
          new Rule("source", "all", "refused; Segment and GA4, which send none: segment, ga4"),
          new Rule("at", "all", "the time it was received"),
          new Rule("currency", "facts with amounts", "the shop's currency"),
          new Rule("page", "page-viewed", "empty: unknown"),
          new Rule("dwellMillis", "page-viewed", "0: unknown"),
          new Rule("product", "product, cart and favourite facts, reviews, lines", "refused"),
          new Rule("category", "product, cart and favourite facts, lines", "empty: unknown"),
          new Rule("query", "products-searched", "empty: unknown"),
          new Rule("results", "products-searched", "-1: unknown"),
          new Rule("target", "element-clicked", "empty: unknown"),
          new Rule("quantity", "cart facts, lines", "1"),
          new Rule(
              "price", "cart facts, lines", "0: unknown; an order's only line: the order's total"),
          new Rule("value", "checkout-started", "0: unknown"),
          new Rule("order", "order-placed", "the id of the event; GA4: refused"),
          new Rule("order", "order-cancelled", "refused"),
          new Rule("order", "refunds, payments, coupons", "empty: unknown"),
          new Rule("lines", "order-placed", "one line if the order names a product, else none"),
          new Rule(
              "total",
              "order-placed",
              "revenue, value or else the sum of the lines less the discount, with shipping and"
                  + " tax put on; none of these: refused"),
          new Rule("shipping", "order-placed", "0"),
          new Rule("tax", "order-placed", "0"),
          new Rule("discount", "order-placed, coupon-applied", "0"),
          new Rule("coupon", "order-placed", "empty: none was used"),
          new Rule("coupon", "coupon facts", "refused"),
          new Rule(
              "amount",
              "order-refunded",
              "the order went back as a whole: order-cancelled; without an order: refused"),
          new Rule("amount", "payments", "0: unknown"),
          new Rule("method", "payments", "UNKNOWN"),
          new Rule("instrument", "payments", "empty: unknown"),
          new Rule("reason", "payment-failed, coupon-denied", "empty: unknown"),
          new Rule("campaign", "coupon-issued", "empty: unknown"),
          new Rule("rating", "product-reviewed", "refused"),
          new Rule("text", "product-reviewed", "empty: none"),
          new Rule("ageBand", "profile-updated", "from age or birthday, else empty: unknown"),
          new Rule("gender", "profile-updated", "UNKNOWN"),
          new Rule("region", "profile-updated", "empty: unknown"),
          new Rule("device", "signed-in", "empty: unknown"),
          new Rule("network", "signed-in", "empty: unknown"),
          new Rule("personalisation", "consent-changed", "refused"),
          new Rule("marketing", "consent-changed", "refused"));

  private MissingValues() {}
}
