// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.facts;

import dev.worth.protocol.Amount;
import dev.worth.protocol.Basis;
import dev.worth.protocol.CouponCode;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.*;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Gender;
import dev.worth.protocol.Interval;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import dev.worth.protocol.OrderLine;
import dev.worth.protocol.OutcomeKind;
import dev.worth.protocol.PaymentMethod;
import dev.worth.protocol.ProductId;
import dev.worth.protocol.QuarantineReason;
import dev.worth.protocol.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a fact of its written form; the form is described at {@link FactCodec}. */
final class FactReader {
  private final Fields fields;
  private final EventKey key;
  private final Instant at;

  FactReader(Fields fields) {
    this.fields = fields;
    this.key = key(fields);
    this.at = time(fields.get("at"));
  }

  CustomerEvent read() {
    String type = fields.text("type");
    return switch (type) {
      case "page-viewed" -> new PageViewed(key, at, text("page"), fields.number("dwellMillis", 0));
      case "product-viewed" -> new ProductViewed(key, at, product(), text("category"));
      case "cart-item-added" ->
          new CartItemAdded(key, at, product(), text("category"), quantity(), amount("price"));
      case "cart-item-removed" ->
          new CartItemRemoved(key, at, product(), text("category"), quantity(), amount("price"));
      case "order-placed" -> order();
      case "order-cancelled" -> new OrderCancelled(key, at, new OrderId(text("order")));
      case "order-refunded" -> new OrderRefunded(key, at, text("order"), amount("amount"));
      case "coupon-applied" ->
          new CouponApplied(key, at, coupon(), text("order"), amount("discount"));
      case "coupon-issued" -> new CouponIssued(key, at, coupon(), text("campaign"));
      case "coupon-denied" -> new CouponDenied(key, at, coupon(), text("reason"));
      case "profile-updated" ->
          new ProfileUpdated(key, at, text("ageBand"), gender(), text("region"));
      case "signed-in" -> new SignedIn(key, at, text("device"), text("network"));
      case "products-searched" ->
          new ProductsSearched(key, at, text("query"), (int) fields.number("results", -1));
      case "element-clicked" -> new ElementClicked(key, at, text("target"));
      case "favourite-added" -> new FavouriteAdded(key, at, product(), text("category"));
      case "favourite-removed" -> new FavouriteRemoved(key, at, product());
      case "checkout-started" -> new CheckoutStarted(key, at, amount("value"));
      case "payment-attempted" ->
          new PaymentAttempted(key, at, text("order"), method(), text("instrument"), amount());
      case "payment-captured" ->
          new PaymentCaptured(key, at, text("order"), method(), text("instrument"), amount());
      case "payment-failed" -> failure();
      case "product-reviewed" -> review();
      case "consent-changed" -> new ConsentChanged(key, at, is("personalisation"), is("marketing"));
      case "event-quarantined" -> quarantine();
      case "quarantine-released" -> new QuarantineReleased(key, at, key(fields.object("released")));
      case "experiment-exposed" -> exposure();
      case "forecast-made" -> forecast();
      case "outcome-reported" ->
          new OutcomeReported(
              key, at, text("forecast"), OutcomeKind.valueOf(text("kind")), amount());
      default ->
          throw new IllegalArgumentException(
              "fact type '" + type + "' is unknown: it was written by a newer version, update");
    };
  }

  private OrderPlaced order() {
    return new OrderPlaced(
        key,
        at,
        new OrderId(text("order")),
        lines(),
        amount("total"),
        amount("shipping"),
        amount("tax"),
        amount("discount"),
        text("coupon"));
  }

  private List<OrderLine> lines() {
    var lines = new ArrayList<OrderLine>();
    for (var item : fields.list("lines")) if (item instanceof Fields line) lines.add(line(line));
    return List.copyOf(lines);
  }

  private OrderLine line(Fields line) {
    return new OrderLine(
        new ProductId(line.text("product")),
        line.text("category"),
        (int) line.number("quantity", 1),
        amount(line.get("price")));
  }

  private PaymentFailed failure() {
    return new PaymentFailed(
        key, at, text("order"), method(), text("instrument"), amount(), text("reason"));
  }

  private ProductReviewed review() {
    return new ProductReviewed(key, at, product(), (int) fields.number("rating", 0), text("text"));
  }

  private EventQuarantined quarantine() {
    var reason = QuarantineReason.valueOf(text("reason"));
    return new EventQuarantined(key, at, reason, text("detail"), text("original"));
  }

  private ExperimentExposed exposure() {
    double foretold = fields.get("foretold") instanceof Number number ? number.doubleValue() : 0;
    return new ExperimentExposed(
        key, at, text("experiment"), text("arm"), text("modelVersion"), foretold);
  }

  private ForecastMade forecast() {
    return new ForecastMade(
        key,
        at,
        real(fields.get("horizonDays")),
        text("version"),
        Stage.valueOf(text("stage")),
        Basis.valueOf(text("basis")),
        real(fields.get("purchaseProbability")),
        real(fields.get("online")),
        real(fields.get("expectedOrders")),
        real(fields.get("expectedSpend")),
        intervals(fields.list("intervals")));
  }

  /** Level, lower and upper bound of each, one after another. */
  private static List<Interval> intervals(List<?> numbers) {
    var intervals = new ArrayList<Interval>(numbers.size() / 3);
    for (int i = 0; i + 2 < numbers.size(); i += 3)
      intervals.add(
          new Interval(real(numbers.get(i)), real(numbers.get(i + 1)), real(numbers.get(i + 2))));
    return List.copyOf(intervals);
  }

  private static double real(@Nullable Object written) {
    return written instanceof Number number ? number.doubleValue() : 0;
  }

  private String text(String name) {
    return fields.text(name);
  }

  private boolean is(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  private ProductId product() {
    return new ProductId(text("product"));
  }

  private CouponCode coupon() {
    return new CouponCode(text("coupon"));
  }

  private int quantity() {
    return (int) fields.number("quantity", 1);
  }

  private Gender gender() {
    String gender = text("gender");
    return gender.isEmpty() ? Gender.UNKNOWN : Gender.valueOf(gender);
  }

  private PaymentMethod method() {
    String method = text("method");
    return method.isEmpty() ? PaymentMethod.UNKNOWN : PaymentMethod.valueOf(method);
  }

  private Amount amount() {
    return amount("amount");
  }

  private Amount amount(String name) {
    return amount(fields.get(name));
  }

  private Amount amount(@Nullable Object written) {
    if (written instanceof Fields foreign) return foreign(foreign);
    return Amount.of(new Money(written instanceof Long minor ? minor : 0, text("currency")));
  }

  private static Amount foreign(Fields written) {
    Money original = written.get("original") instanceof Fields money ? money(money) : null;
    return new Amount(money(written), original);
  }

  private static Money money(Fields written) {
    return new Money(written.number("minor", 0), written.text("currency"));
  }

  private static EventKey key(Fields fields) {
    return new EventKey(fields.text("source"), fields.text("id"));
  }

  private static Instant time(@Nullable Object written) {
    if (written instanceof Long millis) return Instant.ofEpochMilli(millis);
    if (written instanceof String text) return Instant.parse(text);
    throw new IllegalArgumentException("a fact without a time: 'at' is missing");
  }
}
