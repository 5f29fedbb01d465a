// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.facts;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.*;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Gender;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderLine;
import dev.worth.protocol.PaymentMethod;
import java.io.IOException;
import java.util.List;

/** Writes a fact; the form is described at {@link FactCodec}. */
final class FactWriter {
  private final JsonGenerator out;
  private final boolean readable;

  /** The currency already written for this fact: amounts in it are plain numbers. */
  private String currency = "";

  /**
   * @param readable times as text rather than as milliseconds, amounts as objects rather than as
   *     numbers
   */
  FactWriter(JsonGenerator out, boolean readable) {
    this.out = out;
    this.readable = readable;
  }

  void write(CustomerEvent fact) throws IOException {
    out.writeStartObject();
    out.writeStringField("type", FactTypes.nameOf(fact));
    out.writeStringField("source", fact.key().source());
    out.writeStringField("id", fact.key().id());
    if (readable) out.writeStringField("at", fact.at().toString());
    else out.writeNumberField("at", fact.at().toEpochMilli());
    writeOwn(fact);
    out.writeEndObject();
  }

  private void writeOwn(CustomerEvent fact) throws IOException {
    switch (fact) {
      case PageViewed e -> page(e);
      case ProductViewed e -> product(e.product().value(), e.category());
      case CartItemAdded e -> cart(e.product().value(), e.category(), e.quantity(), e.price());
      case CartItemRemoved e -> cart(e.product().value(), e.category(), e.quantity(), e.price());
      case OrderPlaced e -> order(e);
      case OrderCancelled e -> text("order", e.order().value());
      case OrderRefunded e -> refund(e);
      case CouponApplied e -> applied(e);
      case ProfileUpdated e -> profile(e);
      case SignedIn e -> texts("device", e.device(), "network", e.network());
      case ProductsSearched e -> search(e);
      case ElementClicked e -> text("target", e.target());
      case FavouriteAdded e -> product(e.product().value(), e.category());
      case FavouriteRemoved e -> text("product", e.product().value());
      case CheckoutStarted e -> money("value", e.value());
      case PaymentAttempted e -> payment(e.order(), e.method(), e.instrument(), e.amount());
      case PaymentCaptured e -> payment(e.order(), e.method(), e.instrument(), e.amount());
      case PaymentFailed e -> failure(e);
      case CouponIssued e -> texts("coupon", e.coupon().value(), "campaign", e.campaign());
      case CouponDenied e -> texts("coupon", e.coupon().value(), "reason", e.reason());
      case ProductReviewed e -> review(e);
      case ConsentChanged e -> consent(e);
      case EventQuarantined e -> quarantine(e);
      case QuarantineReleased e -> key("released", e.released());
      case ExperimentExposed e -> exposure(e);
      case ForecastMade e -> forecast(e);
      case OutcomeReported e -> outcome(e);
    }
  }

  private void page(PageViewed e) throws IOException {
    text("page", e.page());
    number("dwellMillis", e.dwellMillis(), 0);
  }

  private void product(String product, String category) throws IOException {
    texts("product", product, "category", category);
  }

  private void cart(String product, String category, int quantity, Amount price)
      throws IOException {
    product(product, category);
    number("quantity", quantity, 1);
    money("price", price);
  }

  private void order(OrderPlaced e) throws IOException {
    texts("order", e.order().value(), "coupon", e.coupon());
    total(e.total());
    money("shipping", e.shipping());
    money("tax", e.tax());
    money("discount", e.discount());
    if (!e.lines().isEmpty()) lines(e.lines());
  }

  /** Whoever reads JSON asks for the total: an order over nothing says so. */
  private void total(Amount total) throws IOException {
    money("total", total);
    if (readable && total.minor() == 0 && total.original() == null) whole("total", total);
  }

  private void lines(List<OrderLine> lines) throws IOException {
    out.writeArrayFieldStart("lines");
    for (var line : lines) {
      out.writeStartObject();
      cart(line.product().value(), line.category(), line.quantity(), line.price());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void refund(OrderRefunded e) throws IOException {
    text("order", e.order());
    money("amount", e.amount());
  }

  private void applied(CouponApplied e) throws IOException {
    texts("coupon", e.coupon().value(), "order", e.order());
    money("discount", e.discount());
  }

  private void profile(ProfileUpdated e) throws IOException {
    texts("ageBand", e.ageBand(), "region", e.region());
    if (e.gender() != Gender.UNKNOWN) text("gender", e.gender().name());
  }

  private void search(ProductsSearched e) throws IOException {
    text("query", e.query());
    number("results", e.results(), -1);
  }

  private void payment(String order, PaymentMethod method, String instrument, Amount amount)
      throws IOException {
    texts("order", order, "instrument", instrument);
    if (method != PaymentMethod.UNKNOWN) text("method", method.name());
    money("amount", amount);
  }

  private void failure(PaymentFailed e) throws IOException {
    payment(e.order(), e.method(), e.instrument(), e.amount());
    text("reason", e.reason());
  }

  private void review(ProductReviewed e) throws IOException {
    texts("product", e.product().value(), "text", e.text());
    number("rating", e.rating(), 0);
  }

  private void consent(ConsentChanged e) throws IOException {
    out.writeBooleanField("personalisation", e.personalisation());
    out.writeBooleanField("marketing", e.marketing());
  }

  private void exposure(ExperimentExposed e) throws IOException {
    texts("experiment", e.experiment(), "arm", e.arm());
    text("modelVersion", e.modelVersion());
    if (e.foretold() != 0) out.writeNumberField("foretold", e.foretold());
  }

  private void quarantine(EventQuarantined e) throws IOException {
    text("reason", e.reason().name());
    texts("detail", e.detail(), "original", e.original());
  }

  private void forecast(ForecastMade e) throws IOException {
    texts("version", e.version(), "stage", e.stage().name());
    text("basis", e.basis().name());
    out.writeNumberField("horizonDays", e.horizonDays());
    out.writeNumberField("purchaseProbability", e.purchaseProbability());
    if (e.online() != 0) out.writeNumberField("online", e.online());
    out.writeNumberField("expectedOrders", e.expectedOrders());
    out.writeNumberField("expectedSpend", e.expectedSpend());
    out.writeArrayFieldStart("intervals");
    for (var interval : e.intervals()) {
      out.writeNumber(interval.level());
      out.writeNumber(interval.lower());
      out.writeNumber(interval.upper());
    }
    out.writeEndArray();
  }

  private void outcome(OutcomeReported e) throws IOException {
    texts("forecast", e.forecast(), "kind", e.kind().name());
    money("amount", e.amount());
  }

  private void key(String name, EventKey key) throws IOException {
    out.writeObjectFieldStart(name);
    texts("source", key.source(), "id", key.id());
    out.writeEndObject();
  }

  private void text(String name, String value) throws IOException {
    if (!value.isEmpty()) out.writeStringField(name, value);
  }

  private void texts(String name, String value, String name2, String value2) throws IOException {
    text(name, value);
    text(name2, value2);
  }

  private void number(String name, long value, long usual) throws IOException {
    if (value != usual) out.writeNumberField(name, value);
  }

  /** The fact's first amount also tells the currency, for all of them; even a zero has one. */
  private void money(String name, Amount amount) throws IOException {
    if (currency.isEmpty()) {
      currency = amount.value().currency();
      text("currency", currency);
    }
    boolean plain = amount.original() == null && currency.equals(amount.value().currency());
    if (plain && (amount.minor() == 0 || !readable)) number(name, amount.minor(), 0);
    else whole(name, amount);
  }

  private void whole(String name, Amount amount) throws IOException {
    out.writeObjectFieldStart(name);
    fields(amount.value());
    if (amount.original() != null) {
      out.writeObjectFieldStart("original");
      fields(amount.original());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void fields(Money money) throws IOException {
    out.writeNumberField("minor", money.minor());
    out.writeStringField("currency", money.currency());
  }
}
