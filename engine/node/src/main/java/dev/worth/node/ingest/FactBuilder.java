// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import dev.worth.core.preparation.AgeBands;
import dev.worth.core.preparation.Regions;
import dev.worth.node.facts.Fields;
import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.*;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Gender;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Makes the fact of an event's data, by the rules of {@link
 * dev.worth.core.preparation.MissingValues} for what was not sent.
 */
final class FactBuilder {
  private static final int LONGEST_QUERY = 200;
  private static final int LONGEST_REVIEW = 4_000;
  private static final int LONGEST_ID = 200;

  private final EventKey key;
  private final Instant at;
  private final String about;
  private final boolean isGa4;
  private final Data data;

  /** The product's own object, where the event lists products; else the data themselves. */
  private final Data item;

  FactBuilder(Envelope envelope, Data data) {
    this.key = envelope.key();
    this.at = envelope.at();
    this.about = envelope.meaning().about();
    this.isGa4 = envelope.isGa4();
    this.data = data;
    this.item = item(data);
  }

  private static Data item(Data data) {
    String name = data.named(Field.LINES);
    if (name == null || data.has(Field.PRODUCT)) return data;
    var list = data.fields().list(name);
    return !list.isEmpty() && list.get(0) instanceof Fields first
        ? data.inner(first, name + "/0")
        : data;
  }

  CustomerEvent build(FactKind kind) {
    return switch (kind) {
      case PAGE_VIEWED -> new PageViewed(key, at, page(), data.number(Field.DWELL, 0));
      case PRODUCT_VIEWED -> new ProductViewed(key, at, item.product(), item.category());
      case CART_ITEM_ADDED ->
          new CartItemAdded(key, at, item.product(), item.category(), quantity(), price());
      case CART_ITEM_REMOVED ->
          new CartItemRemoved(key, at, item.product(), item.category(), quantity(), price());
      case ORDER_PLACED -> new OrderReader(data, key, at, isGa4).read();
      case ORDER_REFUNDED -> refund();
      case COUPON_APPLIED ->
          new CouponApplied(
              key, at, data.coupon(), order(), data.amountOrZero(Field.COUPON_DISCOUNT));
      case PROFILE_UPDATED -> new ProfileUpdated(key, at, ageBand(), gender(), region());
      case SIGNED_IN -> new SignedIn(key, at, data.text(Field.DEVICE, LONGEST_ID), network());
      case PRODUCTS_SEARCHED ->
          new ProductsSearched(
              key, at, data.text(Field.QUERY, LONGEST_QUERY), data.smallNumber(Field.RESULTS, -1));
      case ELEMENT_CLICKED -> new ElementClicked(key, at, target());
      case FAVOURITE_ADDED -> new FavouriteAdded(key, at, item.product(), item.category());
      case FAVOURITE_REMOVED -> new FavouriteRemoved(key, at, item.product());
      case CHECKOUT_STARTED -> new CheckoutStarted(key, at, data.amountOrZero(Field.VALUE));
      case ORDER_CANCELLED -> new OrderCancelled(key, at, data.order());
      case PAYMENT_ATTEMPTED ->
          new PaymentAttempted(
              key, at, order(), PaymentNames.method(data), instrument(), payment());
      case PAYMENT_CAPTURED ->
          new PaymentCaptured(key, at, order(), PaymentNames.method(data), instrument(), payment());
      case PAYMENT_FAILED ->
          new PaymentFailed(
              key, at, order(), PaymentNames.method(data), instrument(), payment(), reason());
      case COUPON_ISSUED ->
          new CouponIssued(key, at, data.coupon(), data.text(Field.CAMPAIGN, LONGEST_ID));
      case COUPON_DENIED -> new CouponDenied(key, at, data.coupon(), reason());
      case PRODUCT_REVIEWED -> review();
      case CONSENT_CHANGED ->
          new ConsentChanged(
              key, at, data.truth(Field.PERSONALISATION), data.truth(Field.MARKETING));
    };
  }

  private String page() {
    return about.isEmpty() ? Texts.path(data.shortText(Field.PAGE)) : detailed();
  }

  private String target() {
    return about.isEmpty() ? data.shortText(Field.TARGET) : detailed();
  }

  /** What was looked at or clicked, such as promotion/spring. */
  private String detailed() {
    String detail = data.shortText(Field.DETAIL);
    if (detail.isEmpty() && item != data) detail = item.shortText(Field.DETAIL);
    return detail.isEmpty() ? about : about + "/" + detail;
  }

  private int quantity() {
    return item.smallNumber(Field.QUANTITY, 1);
  }

  private Amount price() {
    return item.amountOrZero(Field.PRICE);
  }

  private String order() {
    return data.text(Field.ORDER, LONGEST_ID);
  }

  private String instrument() {
    return data.text(Field.INSTRUMENT, LONGEST_ID);
  }

  private Amount payment() {
    return data.amountOrZero(Field.PAYMENT);
  }

  private String reason() {
    return data.text(Field.REASON, LONGEST_ID);
  }

  /** A refund without an amount means the whole order: that is a cancellation. */
  private CustomerEvent refund() {
    if (data.has(Field.REFUND))
      return new OrderRefunded(key, at, order(), data.amountOrZero(Field.REFUND));
    if (!data.has(Field.ORDER))
      data.missing(Field.REFUND, "send what went back, or the order that went back as a whole");
    return new OrderCancelled(key, at, data.order());
  }

  private ProductReviewed review() {
    if (!data.has(Field.RATING)) data.missing(Field.RATING, "send 1 to 5");
    int rating = data.smallNumber(Field.RATING, 1);
    return new ProductReviewed(
        key, at, item.product(), rating, data.text(Field.TEXT, LONGEST_REVIEW));
  }

  private String ageBand() {
    if (data.has(Field.AGE_BAND)) return data.text(Field.AGE_BAND, LONGEST_ID);
    if (data.has(Field.AGE)) return AgeBands.of(data.number(Field.AGE, -1));
    return data.has(Field.BIRTHDAY) ? AgeBands.of(age(data.text(Field.BIRTHDAY))) : "";
  }

  private int age(String birthday) {
    try {
      var born = LocalDate.parse(birthday.substring(0, Math.min(10, birthday.length())));
      return Period.between(born, at.atZone(ZoneOffset.UTC).toLocalDate()).getYears();
    } catch (DateTimeParseException e) {
      data.wrong("birthday", "is not a date: send one such as 1990-12-31, or the age");
      return -1;
    }
  }

  private Gender gender() {
    return switch (Kinds.folded(data.text(Field.GENDER))) {
      case "female", "f", "woman", "w" -> Gender.FEMALE;
      case "male", "m", "man" -> Gender.MALE;
      case "other", "x", "diverse", "nonbinary", "d" -> Gender.OTHER;
      default -> Gender.UNKNOWN;
    };
  }

  /** The region, at the top or inside an address, as Segment's traits have it. */
  private String region() {
    if (data.has(Field.REGION)) return Regions.normalise(data.text(Field.REGION));
    var address = data.inner(data.fields().object("address"), "address");
    return Regions.normalise(address.text(Field.REGION));
  }

  private String network() {
    return data.has(Field.NETWORK)
        ? data.text(Field.NETWORK, LONGEST_ID)
        : Texts.network(data.text(Field.IP));
  }
}
