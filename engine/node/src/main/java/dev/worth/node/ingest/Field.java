// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

/**
 * The fields of facts and the names shops send them under, the first name given winning. {@code
 * amount} as a bare number is in minor units; every other amount as a bare number or text is in
 * whole units, as Segment and GA4 have it.
 */
enum Field {
  CUSTOMER("customer", "customer_id", "customerId", "user_id", "userId"),
  PAGE(
      "page",
      "path",
      "page_path",
      "page_location",
      "url",
      "screen_name",
      "name",
      "page_title",
      "title"),
  DWELL("dwellMillis", "dwell_millis", "dwell_ms", "engagement_time_msec"),
  PRODUCT("product", "product_id", "productId", "item_id", "sku", "item_name", "name"),
  CATEGORY("category", "item_category", "product_category"),
  SUBCATEGORY("item_category2"),
  QUERY("query", "search_term"),
  RESULTS("results", "result_count"),
  TARGET("target", "element", "name"),
  /** What exactly was looked at or clicked, where the event's name tells only the sort. */
  DETAIL(
      "list_id",
      "item_list_id",
      "item_list_name",
      "promotion_id",
      "promotion_name",
      "step",
      "order_id",
      "coupon_id",
      "coupon",
      "product_id",
      "product",
      "item_id",
      "sku",
      "category",
      "name"),
  QUANTITY("quantity"),
  PRICE("price", "unit_price", "amount"),
  CURRENCY("currency"),
  VALUE("value", "total", "revenue", "amount"),
  ORDER("order", "order_id", "orderId", "transaction_id"),
  LINES("lines", "products", "items"),
  TOTAL("total", "amount"),
  /** What an order is worth without shipping and tax. */
  REVENUE("revenue", "value"),
  SHIPPING("shipping"),
  TAX("tax"),
  DISCOUNT("discount"),
  COUPON_DISCOUNT("discount", "amount"),
  COUPON("coupon", "coupon_id", "coupon_code", "couponCode", "coupon_name", "code"),
  REFUND("amount", "total", "value", "revenue"),
  PAYMENT("amount", "total", "value"),
  METHOD("method", "payment_method", "paymentMethod", "payment_type"),
  INSTRUMENT("instrument", "fingerprint", "card_fingerprint"),
  REASON("reason", "failure_code"),
  CAMPAIGN("campaign", "campaign_id", "campaign_name"),
  RATING("rating", "stars"),
  TEXT("text", "review_body", "review"),
  AGE_BAND("ageBand", "age_band"),
  AGE("age"),
  BIRTHDAY("birthday"),
  GENDER("gender"),
  REGION("region", "country", "country_code", "state"),
  DEVICE("device", "device_id", "deviceId"),
  NETWORK("network"),
  IP("ip"),
  PERSONALISATION("personalisation", "personalization"),
  MARKETING("marketing");

  final String[] names;

  Field(String... names) {
    this.names = names;
  }
}
