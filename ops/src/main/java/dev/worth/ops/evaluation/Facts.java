// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.OrderRefunded;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rows down as the engine's facts, with identities that follow from the content alone.
 *
 * <p>A purchase is an order; without an invoice number it gets its time and a running number, so
 * equal rows are separate orders. A return gives back the size of its amount, whatever the sign. A
 * purchase below 0 is an order over nothing that gives back the rest.
 */
final class Facts {
  private static final String SOURCE = "worth:orders-file";

  private final String currency;
  private final Amount zero;

  Facts(String currency) {
    this.currency = currency;
    zero = amount(0);
  }

  /** One customer's facts. */
  List<CustomerEvent> of(List<OrderRow> rows) {
    var facts = new ArrayList<CustomerEvent>(rows.size());
    for (int i = 0; i < rows.size(); i++) add(facts, rows.get(i), i);
    return facts;
  }

  /**
   * The facts of one row.
   *
   * @param number of the row among the customer's
   */
  List<CustomerEvent> of(OrderRow row, int number) {
    var facts = new ArrayList<CustomerEvent>(2);
    add(facts, row, number);
    return facts;
  }

  private void add(List<CustomerEvent> facts, OrderRow row, int number) {
    var at = Instant.ofEpochMilli(row.at());
    if (row.purchase()) facts.add(order(row, at, number));
    if (row.purchase() ? row.minor() < 0 : row.minor() != 0) facts.add(refund(row, at, number));
  }

  private CustomerEvent order(OrderRow row, Instant at, int number) {
    String id = row.invoice().isEmpty() ? at + "/" + number : row.invoice();
    var total = amount(Math.max(0, row.minor()));
    return new OrderPlaced(
        key("order", at, number), at, new OrderId(id), List.of(), total, zero, zero, zero, "");
  }

  private CustomerEvent refund(OrderRow row, Instant at, int number) {
    return new OrderRefunded(
        key("refund", at, number), at, row.invoice(), amount(Math.abs(row.minor())));
  }

  private static EventKey key(String what, Instant at, int number) {
    return new EventKey(SOURCE, what + "/" + at + "/" + number);
  }

  private Amount amount(long minor) {
    return Amount.of(new Money(minor, currency));
  }
}
