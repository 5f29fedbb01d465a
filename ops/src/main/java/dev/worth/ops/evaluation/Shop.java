// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.decision.CustomerCommand;
import dev.worth.core.decision.CustomerDecider;
import dev.worth.core.decision.Decision;
import dev.worth.core.features.Features;
import dev.worth.learning.btyd.PurchaseRecord;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.OrderRefunded;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Everybody with a purchase before the cut, sorted by id, as the engine would know them.
 *
 * <p>Facts and states are made anew when asked for: a million rows are small, their facts are not.
 */
final class Shop {
  private static final int MOST_ROWS = 400_000;
  private static final CustomerDecider DECIDER = new CustomerDecider(Object::toString);

  private final List<String> ids = new ArrayList<>();
  private final List<List<OrderRow>> rows = new ArrayList<>();
  private final Facts facts;
  private final String currency;
  private final double minorPerUnit;
  private final Instant cut;
  private final List<PurchaseRecord> records;

  /**
   * @throws BadInput if nobody bought anything before the cut
   */
  Shop(Orders orders, Instant cut, String currency) {
    this.cut = cut;
    this.currency = currency;
    facts = new Facts(currency);
    minorPerUnit = Math.pow(10, Money.digits(currency));
    orders.rows().forEach(this::add);
    if (ids.isEmpty())
      throw new BadInput(
          "nobody bought anything before %s: choose a later --cut (%d of %d lines lie at or after it)"
              .formatted(cut, orders.ignored(), orders.read()));
    records = IntStream.range(0, size()).parallel().mapToObj(i -> record(judged(i))).toList();
  }

  private void add(String id, List<OrderRow> known) {
    if (known.stream().noneMatch(OrderRow::purchase)) return;
    ids.add(id);
    rows.add(known);
  }

  int size() {
    return ids.size();
  }

  String id(int customer) {
    return ids.get(customer);
  }

  /** Days from the first order to the cut. */
  double lastsDays() {
    long first = records.stream().mapToLong(record -> record.times()[0]).min().orElseThrow();
    return (cut.getEpochSecond() - first) / 86_400.0;
  }

  Instant cut() {
    return cut;
  }

  String currency() {
    return currency;
  }

  /** What the engine would journal of this customer: the facts less those it knows already. */
  List<CustomerEvent> journal(int customer) {
    return repeated(customer) == 0 ? facts.of(rows.get(customer)) : judged(customer);
  }

  private List<CustomerEvent> judged(int customer) {
    var told = new CustomerCommand.Record(facts.of(rows.get(customer)));
    return DECIDER.decide(CustomerState.UNKNOWN, told) instanceof Decision.Accepted accepted
        ? accepted.events()
        : List.of();
  }

  /** What a model sees of this customer at the cut. */
  Features features(int customer, double horizonDays) {
    var state = CustomerState.UNKNOWN;
    for (var event : journal(customer)) state = state.evolve(event);
    return Features.of(state, cut, horizonDays, currency);
  }

  /** Every customer's orders, in the form the closed-form fits take. */
  List<PurchaseRecord> records() {
    return records;
  }

  /**
   * Customers' journals, in the form a trainer takes: everybody's, or of a shop with more than
   * {@value #MOST_ROWS} rows those of customers drawn by hash, about as many rows. Facts take ten
   * times the room of rows, and no fit gains from more.
   */
  Map<CustomerId, List<CustomerEvent>> histories() {
    var histories = new LinkedHashMap<CustomerId, List<CustomerEvent>>();
    for (int i : learnedFrom()) histories.put(new CustomerId(id(i)), journal(i));
    return histories;
  }

  /** Of whom {@link #histories} tells, ascending. */
  int[] learnedFrom() {
    return learnedFrom(MOST_ROWS);
  }

  int[] learnedFrom(long mostRows) {
    long all = rows.stream().mapToLong(List::size).sum();
    if (all <= mostRows) return IntStream.range(0, size()).toArray();
    double share = (double) mostRows / all;
    return IntStream.range(0, size()).filter(i -> place(id(i)) < share).toArray();
  }

  /** Spread evenly over [0, 1), and the same in every run. */
  private static double place(String id) {
    return (new EventKey("learn", id).hash() >>> 11) * 0x1p-53;
  }

  /** Rows that repeat an invoice of the same customer, which the engine takes for one order. */
  long repeated() {
    return IntStream.range(0, size()).mapToLong(this::repeated).sum();
  }

  private long repeated(int customer) {
    long purchases = rows.get(customer).stream().filter(OrderRow::purchase).count();
    return purchases - records.get(customer).times().length;
  }

  private static long orders(List<CustomerEvent> events) {
    return events.stream().filter(OrderPlaced.class::isInstance).count();
  }

  private PurchaseRecord record(List<CustomerEvent> events) {
    var times = new long[(int) orders(events)];
    var amounts = new double[times.length];
    double returned = 0;
    int n = 0;
    for (var event : events) {
      if (event instanceof OrderRefunded refund) returned += refund.amount().minor() / minorPerUnit;
      if (!(event instanceof OrderPlaced order)) continue;
      times[n] = order.at().getEpochSecond();
      amounts[n++] = order.total().minor() / minorPerUnit;
    }
    return new PurchaseRecord(times, amounts, returned);
  }
}
