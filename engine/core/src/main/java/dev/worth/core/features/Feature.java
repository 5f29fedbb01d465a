// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.features;

import dev.worth.core.customer.Kind;
import dev.worth.core.customer.Signal;
import dev.worth.core.customer.Sum;
import java.util.function.ToDoubleFunction;

/**
 * One thing a model sees, with its unit, its words for people and its rule. The order is the order
 * of the model's input: adding, removing or changing one changes {@link FeatureSchema#FINGERPRINT},
 * and bundles of the old one are refused.
 *
 * <p>Long because it is a table: one entry per feature.
 */
public enum Feature {
  LOG_HORIZON(
      "log_horizon", "log days", "How far ahead we look", "预测期长度", f -> Math.log(f.horizonDays())),
  ORDERS("orders", "log1p count", "Orders so far", "累计订单数", f -> Math.log1p(f.orders())),
  ORDER_DAYS(
      "order_days", "log1p days", "Days with an order", "下单天数", f -> Math.log1p(f.orderDays())),
  RECENCY(
      "recency",
      "log1p days",
      "Days since the last order",
      "距上次下单天数",
      f -> Math.log1p(f.daysSince(f.totals().lastOrder()))),
  TENURE(
      "tenure",
      "log1p days",
      "Days since the first order",
      "首单至今天数",
      f -> Math.log1p(f.daysSince(f.totals().firstOrder(), 0))),
  KNOWN_FOR(
      "known_for",
      "log1p days",
      "Days since we know the customer",
      "相识天数",
      f -> Math.log1p(f.daysSince(f.totals().first(), 0))),
  LAST_SEEN(
      "last_seen",
      "log1p days",
      "Days since the last sign of life",
      "距最近活动天数",
      f -> Math.log1p(f.daysSinceAny())),
  MEAN_GAP(
      "mean_gap",
      "log1p days",
      "Usual days between orders",
      "平均下单间隔",
      f -> Math.log1p(f.totals().gaps().mean())),
  GAP_DEVIATION(
      "gap_deviation",
      "log1p days",
      "How irregular orders are",
      "下单间隔波动",
      f -> Math.log1p(f.totals().gaps().deviation())),
  OVERDUE(
      "overdue",
      "ratio",
      "Days since the last order over the usual gap",
      "距上次下单与平均间隔之比",
      f -> f.overdue()),
  LAST_GAP(
      "last_gap",
      "log1p days",
      "Days between the last two orders",
      "最近两次下单间隔",
      f -> Math.log1p(f.totals().sum(Sum.LAST_GAP))),
  GROSS("gross", "log1p money", "Spend so far", "累计消费", f -> Math.log1p(f.money(Sum.GROSS))),
  MEAN_ORDER(
      "mean_order", "log1p money", "Usual order value", "平均订单金额", f -> Math.log1p(f.meanOrder())),
  LAST_ORDER(
      "last_order",
      "log1p money",
      "Value of the last order",
      "最近一单金额",
      f -> Math.log1p(f.money(Sum.LAST_ORDER))),
  LARGEST_ORDER(
      "largest_order",
      "log1p money",
      "Largest order",
      "最大订单金额",
      f -> Math.log1p(f.money(Sum.LARGEST_ORDER))),
  ORDER_SPREAD(
      "order_spread",
      "log ratio",
      "How much order values vary",
      "订单金额波动",
      f -> f.totals().logOrders().deviation()),
  UNITS_PER_ORDER(
      "units_per_order",
      "log1p units",
      "Units per order",
      "每单件数",
      f -> Math.log1p(f.perOrder(f.totals().sum(Sum.UNITS)))),
  REFUND_SHARE("refund_share", "share", "Share of spend returned", "退款占比", f -> f.refundShare()),
  REFUNDS(
      "refunds",
      "log1p count",
      "Refunds",
      "退款次数",
      f -> Math.log1p(f.totals().count(Kind.ORDER_REFUNDED))),
  CANCELLED_SHARE(
      "cancelled_share",
      "share",
      "Share of orders cancelled",
      "取消订单占比",
      f -> f.perOrder(f.totals().sum(Sum.CANCELLED_ORDERS))),
  DISCOUNT_SHARE(
      "discount_share",
      "share",
      "Share of spend taken off by discounts",
      "折扣占比",
      f ->
          f.ratio(
              f.totals().sum(Sum.DISCOUNT),
              f.totals().sum(Sum.GROSS) + f.totals().sum(Sum.DISCOUNT))),
  DISCOUNTED_ORDERS(
      "discounted_orders",
      "share",
      "Share of orders with a discount",
      "优惠订单占比",
      f -> f.perOrder(f.totals().sum(Sum.DISCOUNTED_ORDERS))),
  COUPONS_ISSUED(
      "coupons_issued",
      "log1p count",
      "Coupons received",
      "收到优惠券数",
      f -> Math.log1p(f.totals().count(Kind.COUPON_ISSUED))),
  COUPON_USE(
      "coupon_use",
      "share",
      "Coupons used of those received",
      "优惠券使用率",
      f ->
          f.ratio(
              f.totals().count(Kind.COUPON_APPLIED),
              f.totals().count(Kind.COUPON_ISSUED) + f.totals().count(Kind.COUPON_APPLIED))),
  COUPONS_DENIED(
      "coupons_denied",
      "log1p count",
      "Coupons refused at the till",
      "被拒优惠券数",
      f -> Math.log1p(f.totals().count(Kind.COUPON_DENIED))),
  BROWSING_7D(
      "browsing_7d",
      "log1p decayed count",
      "Browsing, halved every 7 days",
      "近期浏览（7天半衰期）",
      f -> Math.log1p(f.activity(0, Signal.BROWSING))),
  INTENT_7D(
      "intent_7d",
      "log1p decayed count",
      "Cart and wish list activity, halved every 7 days",
      "近期加购与收藏（7天半衰期）",
      f -> Math.log1p(f.activity(0, Signal.INTENT))),
  ORDERS_7D(
      "orders_7d",
      "log1p decayed count",
      "Orders, halved every 7 days",
      "近期订单（7天半衰期）",
      f -> Math.log1p(f.activity(0, Signal.ORDERS))),
  SPEND_7D(
      "spend_7d",
      "log1p decayed money",
      "Spend, halved every 7 days",
      "近期消费（7天半衰期）",
      f -> Math.log1p(f.activity(0, Signal.SPEND))),
  RETURNS_7D(
      "returns_7d",
      "log1p decayed count",
      "Returns, halved every 7 days",
      "近期退货（7天半衰期）",
      f -> Math.log1p(f.activity(0, Signal.RETURNS))),
  COUPONS_7D(
      "coupons_7d",
      "log1p decayed count",
      "Coupon activity, halved every 7 days",
      "近期优惠券活动（7天半衰期）",
      f -> Math.log1p(f.activity(0, Signal.COUPONS))),
  BROWSING_30D(
      "browsing_30d",
      "log1p decayed count",
      "Browsing, halved every 30 days",
      "近期浏览（30天半衰期）",
      f -> Math.log1p(f.activity(1, Signal.BROWSING))),
  INTENT_30D(
      "intent_30d",
      "log1p decayed count",
      "Cart and wish list activity, halved every 30 days",
      "近期加购与收藏（30天半衰期）",
      f -> Math.log1p(f.activity(1, Signal.INTENT))),
  ORDERS_30D(
      "orders_30d",
      "log1p decayed count",
      "Orders, halved every 30 days",
      "近期订单（30天半衰期）",
      f -> Math.log1p(f.activity(1, Signal.ORDERS))),
  SPEND_30D(
      "spend_30d",
      "log1p decayed money",
      "Spend, halved every 30 days",
      "近期消费（30天半衰期）",
      f -> Math.log1p(f.activity(1, Signal.SPEND))),
  RETURNS_30D(
      "returns_30d",
      "log1p decayed count",
      "Returns, halved every 30 days",
      "近期退货（30天半衰期）",
      f -> Math.log1p(f.activity(1, Signal.RETURNS))),
  COUPONS_30D(
      "coupons_30d",
      "log1p decayed count",
      "Coupon activity, halved every 30 days",
      "近期优惠券活动（30天半衰期）",
      f -> Math.log1p(f.activity(1, Signal.COUPONS))),
  BROWSING_90D(
      "browsing_90d",
      "log1p decayed count",
      "Browsing, halved every 90 days",
      "近期浏览（90天半衰期）",
      f -> Math.log1p(f.activity(2, Signal.BROWSING))),
  INTENT_90D(
      "intent_90d",
      "log1p decayed count",
      "Cart and wish list activity, halved every 90 days",
      "近期加购与收藏（90天半衰期）",
      f -> Math.log1p(f.activity(2, Signal.INTENT))),
  ORDERS_90D(
      "orders_90d",
      "log1p decayed count",
      "Orders, halved every 90 days",
      "近期订单（90天半衰期）",
      f -> Math.log1p(f.activity(2, Signal.ORDERS))),
  SPEND_90D(
      "spend_90d",
      "log1p decayed money",
      "Spend, halved every 90 days",
      "近期消费（90天半衰期）",
      f -> Math.log1p(f.activity(2, Signal.SPEND))),
  RETURNS_90D(
      "returns_90d",
      "log1p decayed count",
      "Returns, halved every 90 days",
      "近期退货（90天半衰期）",
      f -> Math.log1p(f.activity(2, Signal.RETURNS))),
  COUPONS_90D(
      "coupons_90d",
      "log1p decayed count",
      "Coupon activity, halved every 90 days",
      "近期优惠券活动（90天半衰期）",
      f -> Math.log1p(f.activity(2, Signal.COUPONS))),
  PAGE_VIEWS(
      "page_views",
      "log1p count",
      "Pages looked at",
      "页面浏览数",
      f -> Math.log1p(f.totals().count(Kind.PAGE_VIEWED))),
  PRODUCT_VIEWS(
      "product_views",
      "log1p count",
      "Products looked at",
      "商品浏览数",
      f -> Math.log1p(f.totals().count(Kind.PRODUCT_VIEWED))),
  SEARCHES(
      "searches",
      "log1p count",
      "Searches",
      "搜索次数",
      f -> Math.log1p(f.totals().count(Kind.SEARCHED))),
  DWELL(
      "dwell",
      "log1p minutes",
      "Time spent on pages",
      "停留时长",
      f -> Math.log1p(f.totals().sum(Sum.DWELL) / 60_000.0)),
  ORDERS_PER_VIEW(
      "orders_per_view",
      "share",
      "Orders per product looked at",
      "浏览转化率",
      f -> f.ratio(f.orders(), f.orders() + f.totals().count(Kind.PRODUCT_VIEWED))),
  ORDERS_PER_CART(
      "orders_per_cart",
      "share",
      "Orders per product put into the cart",
      "加购转化率",
      f -> f.ratio(f.orders(), f.orders() + f.totals().count(Kind.CART_ADDED))),
  FAVOURITES(
      "favourites",
      "log1p count",
      "Products on the wish list",
      "收藏数",
      f -> Math.log1p(f.totals().count(Kind.FAVOURITE_ADDED))),
  CART_VALUE(
      "cart_value",
      "log1p money",
      "Value waiting in the cart",
      "购物车金额",
      f -> Math.log1p(f.money(Sum.CART))),
  LAST_CART(
      "last_cart",
      "log1p days",
      "Days since something was put into the cart",
      "距上次加购天数",
      f -> Math.log1p(f.daysSince(f.totals().last(Kind.CART_ADDED)))),
  LAST_VIEW(
      "last_view",
      "log1p days",
      "Days since a product was looked at",
      "距上次浏览商品天数",
      f -> Math.log1p(f.daysSince(f.totals().last(Kind.PRODUCT_VIEWED)))),
  LAST_SIGN_IN(
      "last_sign_in",
      "log1p days",
      "Days since the last sign-in",
      "距上次登录天数",
      f -> Math.log1p(f.daysSince(f.totals().last(Kind.SIGNED_IN)))),
  CATEGORIES(
      "categories", "count", "Categories bought from", "购买品类数", f -> f.totals().categories()),
  TOP_CATEGORY(
      "top_category",
      "share",
      "Share of the favourite category",
      "首选品类占比",
      f -> f.totals().topCategoryShare()),
  NIGHT("night", "share", "Activity at night (UTC 0-6)", "夜间活动占比", f -> f.totals().hourShare(0, 6)),
  MORNING(
      "morning",
      "share",
      "Activity in the morning (UTC 6-12)",
      "上午活动占比",
      f -> f.totals().hourShare(6, 12)),
  EVENING(
      "evening",
      "share",
      "Activity in the evening (UTC 18-24)",
      "晚间活动占比",
      f -> f.totals().hourShare(18, 24)),
  WEEKEND("weekend", "share", "Activity on weekends", "周末活动占比", f -> f.totals().weekdayShare(5, 7)),
  REVIEWS(
      "reviews",
      "log1p count",
      "Reviews written",
      "评价数",
      f -> Math.log1p(f.totals().count(Kind.REVIEWED))),
  STARS(
      "stars",
      "stars",
      "Usual rating, 3 when there is none",
      "平均评分",
      f ->
          f.totals().count(Kind.REVIEWED) == 0
              ? 3
              : (double) f.totals().sum(Sum.STARS) / f.totals().count(Kind.REVIEWED)),
  DEVICES("devices", "log1p count", "Devices used", "使用设备数", f -> Math.log1p(f.totals().devices())),
  INSTRUMENTS(
      "instruments",
      "log1p count",
      "Payment instruments used",
      "支付工具数",
      f -> Math.log1p(f.totals().instruments())),
  FAILED_PAYMENTS(
      "failed_payments",
      "log1p count",
      "Payments refused",
      "支付失败次数",
      f -> Math.log1p(f.totals().count(Kind.PAYMENT_FAILED))),
  AGE(
      "age",
      "years / 10",
      "Age band, 0 when unknown",
      "年龄段",
      f -> f.totals().sum(Sum.AGE_FROM) / 10.0),
  MARKETING(
      "marketing",
      "flag",
      "Advertising allowed",
      "允许营销",
      f -> (f.totals().sum(Sum.CONSENT) & 2) != 0 ? 1 : 0);

  private final String code;
  private final String unit;
  private final String english;
  private final String chinese;
  private final ToDoubleFunction<Features> rule;

  Feature(
      String code, String unit, String english, String chinese, ToDoubleFunction<Features> rule) {
    this.code = code;
    this.unit = unit;
    this.english = english;
    this.chinese = chinese;
    this.rule = rule;
  }

  /** Name in schemas, cards and explanations; never reused for another meaning. */
  public String code() {
    return code;
  }

  public String unit() {
    return unit;
  }

  public String english() {
    return english;
  }

  public String chinese() {
    return chinese;
  }

  double of(Features features) {
    return rule.applyAsDouble(features);
  }
}
