// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import dev.worth.core.preparation.Implausible;
import dev.worth.node.facts.Fields;
import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import dev.worth.protocol.OrderLine;
import dev.worth.protocol.QuarantineReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes an order of an event's data: the one fact whose missing parts follow from one another. */
final class OrderReader {
  private static final int LONGEST_COUPON = 200;

  private final Data data;
  private final EventKey key;
  private final Instant at;
  private final boolean isGa4;

  OrderReader(Data data, EventKey key, Instant at, boolean isGa4) {
    this.data = data;
    this.key = key;
    this.at = at;
    this.isGa4 = isGa4;
  }

  OrderPlaced read() {
    if (isGa4) checkGa4();
    Amount shipping = data.amountOrZero(Field.SHIPPING);
    Amount tax = data.amountOrZero(Field.TAX);
    Amount discount = data.amountOrZero(Field.DISCOUNT);
    var lines = lines();
    Amount total = total(lines, shipping, tax, discount);
    if (lines.isEmpty() && data.has(Field.PRODUCT)) lines = List.of(onlyLine(total));
    String coupon = data.text(Field.COUPON, LONGEST_COUPON);
    return new OrderPlaced(key, at, id(), lines, total, shipping, tax, discount, coupon);
  }

  /** What GA4 itself requires of a purchase, without ever saying so to the sender. */
  private void checkGa4() {
    if (!data.has(Field.ORDER)) data.wrong("transaction_id", "is missing: send the order's number");
    if (!data.has(Field.REVENUE)) data.wrong("value", "is missing: send the order's value");
    if (!data.has(Field.CURRENCY)) data.wrong("currency", "is missing: send one such as EUR");
    if (!data.has(Field.LINES)) data.wrong("items", "is missing: send what was bought");
  }

  /** The shop's number of the order; without one, the id of the event. */
  private OrderId id() {
    return data.has(Field.ORDER) ? data.order() : new OrderId(key.id());
  }

  private Amount total(List<OrderLine> lines, Amount shipping, Amount tax, Amount discount) {
    if (data.has(Field.TOTAL)) return data.amountOrZero(Field.TOTAL);
    long extras = shipping.minor() + tax.minor();
    if (data.has(Field.REVENUE)) return plus(data.amountOrZero(Field.REVENUE), extras);
    if (lines.isEmpty()) data.missing(Field.TOTAL, "send what the customer pays");
    Amount sum = data.zero();
    for (var line : lines) sum = plus(sum, line.price().minor() * line.quantity());
    return plus(sum, extras - discount.minor());
  }

  /** A sum of the shop's currency has no original. */
  private static Amount plus(Amount amount, long minor) {
    return minor == 0
        ? amount
        : Amount.of(new Money(amount.minor() + minor, amount.value().currency()));
  }

  private List<OrderLine> lines() {
    String name = data.named(Field.LINES);
    if (name == null) return List.of();
    if (!(data.fields().get(name) instanceof List<?> list)) return notLines(name);
    var lines = new ArrayList<OrderLine>(list.size());
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof Fields line) lines.add(line(data.inner(line, name + "/" + i)));
      else data.wrong(name + "/" + i, "is not an object: send one for each product");
    }
    return List.copyOf(lines);
  }

  private List<OrderLine> notLines(String name) {
    data.wrong(name, "is not a list: send one object for each product, in brackets");
    return List.of();
  }

  private OrderLine line(Data line) {
    Amount price = line.amountOrZero(Field.PRICE);
    return new OrderLine(line.product(), line.category(), quantity(line), price);
  }

  /** The order names its product beside the total: its price is the total unless it says else. */
  private OrderLine onlyLine(Amount total) {
    int quantity = quantity(data);
    boolean isPriced = data.has(Field.PRICE) && !"amount".equals(data.named(Field.PRICE));
    Amount each =
        isPriced
            ? data.amountOrZero(Field.PRICE)
            : plus(total, total.minor() / quantity - total.minor());
    return new OrderLine(data.product(), data.category(), quantity, each);
  }

  private int quantity(Data line) {
    int quantity = line.smallNumber(Field.QUANTITY, 1);
    if (quantity >= 1) return quantity;
    line.doubt(
        new Implausible(
            QuarantineReason.ABSURD_QUANTITY,
            "quantity " + quantity + " is below 1: send 1 or more"));
    return 1;
  }
}
