// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import dev.worth.core.preparation.Categories;
import dev.worth.core.preparation.Conversion;
import dev.worth.core.preparation.Implausible;
import dev.worth.core.preparation.ShopRules;
import dev.worth.node.facts.Fields;
import dev.worth.protocol.Amount;
import dev.worth.protocol.CouponCode;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import dev.worth.protocol.ProductId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The data of one event, read field by field. A field of a wrong type is noted with its place and
 * remedy and reading goes on with a stand-in, so that the sender hears of all faults at once.
 */
final class Data {
  private static final int LONGEST = 500;
  private static final int LONGEST_NUMBER = 40;
  private static final ProductId NO_PRODUCT = new ProductId("missing");
  private static final CouponCode NO_COUPON = new CouponCode("missing");
  private static final OrderId NO_ORDER = new OrderId("missing");

  private final Fields fields;
  private final String pointer;
  private final Faults faults;
  private final ShopRules rules;
  private final Instant at;
  private @Nullable String currency;

  /**
   * @param pointer of these fields in what was sent
   * @param at when the fact happened: amounts are converted at that day's rate
   */
  Data(Fields fields, String pointer, Faults faults, ShopRules rules, Instant at) {
    this.fields = fields;
    this.pointer = pointer;
    this.faults = faults;
    this.rules = rules;
    this.at = at;
  }

  /** An object inside these data, whose amounts are in the same currency unless it says else. */
  Data inner(Fields inner, String path) {
    var data = new Data(inner, pointer + "/" + path, faults, rules, at);
    if (inner.get("currency") == null) data.currency = currency();
    return data;
  }

  boolean has(Field field) {
    return named(field) != null;
  }

  /** The name the field was sent under; null when it was not. */
  @Nullable String named(Field field) {
    for (String name : field.names) if (fields.get(name) != null) return name;
    return null;
  }

  Fields fields() {
    return fields;
  }

  /** A text or whole number as text; empty when missing or blank. */
  String text(Field field) {
    String name = named(field);
    return name == null ? "" : text(name);
  }

  private String text(String name) {
    return switch (fields.get(name)) {
      case String text when Texts.isBroken(text) ->
          fault(name, "has half a character (a lone surrogate): send well-formed text", "");
      case String text -> text.isBlank() ? "" : text;
      case Long number -> number.toString();
      case null -> "";
      default -> fault(name, "is not a text: send one, in quotes", "");
    };
  }

  /** As {@link #text}, cut at a number of characters. */
  String text(Field field, int longest) {
    return Texts.cut(text(field), longest);
  }

  String shortText(Field field) {
    return text(field, LONGEST);
  }

  /** The normalised category, of one field or of two levels. */
  String category() {
    String top = text(Field.CATEGORY);
    String below = top.isEmpty() ? "" : text(Field.SUBCATEGORY);
    return Categories.normalise(below.isEmpty() ? top : top + "/" + below);
  }

  ProductId product() {
    return identifier(Field.PRODUCT, ProductId::new, NO_PRODUCT);
  }

  CouponCode coupon() {
    return identifier(Field.COUPON, CouponCode::new, NO_COUPON);
  }

  OrderId order() {
    return identifier(Field.ORDER, OrderId::new, NO_ORDER);
  }

  private <T> T identifier(Field field, Function<String, T> make, T none) {
    String name = named(field);
    if (name == null) return fault(field.names[0], "is missing: send it", none);
    int before = faults.errors().size();
    String text = text(name);
    try {
      return faults.errors().size() > before ? none : make.apply(text);
    } catch (IllegalArgumentException e) {
      return fault(name, Texts.message(e), none);
    }
  }

  /** Whether something holds; missing or no truth value is a fault. */
  boolean truth(Field field) {
    String name = named(field);
    if (name == null) return fault(field.names[0], "is missing: send true or false", false);
    return fields.get(name) instanceof Boolean truth
        ? truth
        : fault(name, "is not a truth value: send true or false, without quotes", false);
  }

  /** A whole number; what lies beyond a long is as good as the largest one. */
  long number(Field field, long missing) {
    String name = named(field);
    if (name == null) return missing;
    BigDecimal number = decimal(name);
    if (number == null) return missing;
    if (fields.get(name) instanceof Long whole) return whole;
    if (Decimals.isBeyondLong(number)) return number.signum() * (long) Integer.MAX_VALUE;
    return Decimals.isWhole(number)
        ? number.longValue()
        : fault(name, "has decimals: send a whole number", missing);
  }

  /** As {@link #number}, and what lies beyond an int is as good as the largest one. */
  int smallNumber(Field field, int missing) {
    return Math.clamp(number(field, missing), -Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  /** The amount in the shop's currency; null when it is missing or was noted as a fault. */
  @Nullable Amount amount(Field field) {
    String name = named(field);
    if (name == null) return null;
    if (fields.get(name) instanceof Fields money) return inner(money, name).money(name);
    return name.equals("amount") ? minor(name) : converted(name);
  }

  /** The amount, or nothing in the shop's currency. */
  Amount amountOrZero(Field field) {
    Amount amount = amount(field);
    return amount == null ? zero() : amount;
  }

  Amount zero() {
    return Amount.of(Money.zero(rules.currency()));
  }

  /** An amount written as an object: minor units, or whole ones as text. */
  private @Nullable Amount money(String name) {
    if (fields.get("minor") != null) return minor("minor");
    if (fields.get("amount") != null) return converted("amount");
    faults.add(
        pointer,
        name
            + " has no amount: send {\"minor\":1999,\"currency\":\"EUR\"} or"
            + " {\"amount\":\"19.99\",\"currency\":\"EUR\"}");
    return null;
  }

  private @Nullable Amount minor(String name) {
    String in = currency();
    if (in == null) return null;
    if (fields.get(name) instanceof Long minor)
      return amount(rules.convert(new Money(minor, in), at));
    BigDecimal number = decimal(name);
    if (number == null) return null;
    if (Decimals.isBeyondLong(number)) return amount(rules.convert(number, in, at));
    return Decimals.isWhole(number)
        ? amount(rules.convert(new Money(number.longValue(), in), at))
        : fault(name, "is in minor units (cents): send a whole number", null);
  }

  private @Nullable Amount converted(String name) {
    String in = currency();
    BigDecimal number = decimal(name);
    return in == null || number == null ? null : amount(rules.convert(number, in, at));
  }

  private @Nullable Amount amount(Conversion conversion) {
    return switch (conversion) {
      case Conversion.Converted(Amount amount) -> amount;
      case Implausible doubt -> {
        faults.doubt(doubt);
        yield null;
      }
    };
  }

  private @Nullable BigDecimal decimal(String name) {
    return switch (fields.get(name)) {
      case Long whole -> BigDecimal.valueOf(whole);
      case BigDecimal decimal -> decimal;
      case String text when text.length() <= LONGEST_NUMBER && Decimals.isNumber(text) ->
          new BigDecimal(text);
      case null, default ->
          fault(name, "is not a number: send digits with a point for decimals, as 19.99", null);
    };
  }

  /** The currency of these data; null when it was noted as a fault. */
  private @Nullable String currency() {
    if (currency == null) currency = readCurrency();
    return currency.isEmpty() ? null : currency;
  }

  private String readCurrency() {
    String sent = text(Field.CURRENCY);
    if (sent.isEmpty() || sent.equals(rules.currency())) return rules.currency();
    try {
      String code = sent.toUpperCase(Locale.ROOT);
      Money.digits(code);
      return code;
    } catch (IllegalArgumentException e) {
      return fault("currency", "is not an ISO 4217 code: send three letters such as EUR", "");
    }
  }

  private <T extends @Nullable Object> T fault(String name, String detail, T standIn) {
    faults.add(pointer + "/" + name, name + " " + detail);
    return standIn;
  }

  void missing(Field field, String remedy) {
    faults.add(pointer + "/" + field.names[0], field.names[0] + " is missing: " + remedy);
  }

  void wrong(String name, String detail) {
    faults.add(pointer + "/" + name, name + " " + detail);
  }

  void doubt(Implausible why) {
    faults.doubt(why);
  }
}
