// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.ops.terminal.Progress;
import dev.worth.ops.wire.Told;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The facts of an orders file over all customers, in event-time order. Rows are held in memory,
 * facts are made one by one.
 *
 * @param start the first fact's time
 * @param end the first moment after the last one
 * @param rows how many there are
 */
public record OrderFacts(Iterator<Told> facts, Instant start, Instant end, long rows) {
  private static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  /**
   * Reads {@code customer_id,time,kind,amount[,invoice]}, packed by gzip or not.
   *
   * @param currency of the amounts
   * @throws IllegalArgumentException naming the file's bad lines
   */
  public static OrderFacts read(Path file, String currency) {
    try (var progress = Progress.of("reading", file.toFile().length())) {
      return of(Orders.read(file, NEVER, currency, progress), new Facts(currency));
    } catch (BadInput e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static OrderFacts of(Orders orders, Facts facts) {
    var customers = new PriorityQueue<Customer>(Comparator.comparingLong(Customer::next));
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (var entry : orders.rows().entrySet()) {
      var customer = new Customer(new CustomerId(entry.getKey()), entry.getValue(), facts);
      first = Math.min(first, customer.next());
      last = Math.max(last, entry.getValue().getLast().at());
      customers.add(customer);
    }
    return new OrderFacts(
        new Merge(customers),
        Instant.ofEpochMilli(first),
        Instant.ofEpochMilli(last + 1),
        orders.read());
  }

  /** One customer's rows, as far as they are not told yet. */
  private static final class Customer {
    private final CustomerId id;
    private final List<OrderRow> rows;
    private final Facts facts;
    private int told;

    Customer(CustomerId id, List<OrderRow> rows, Facts facts) {
      this.id = id;
      this.rows = rows;
      this.facts = facts;
    }

    boolean isDone() {
      return told == rows.size();
    }

    long next() {
      return rows.get(told).at();
    }

    List<CustomerEvent> tell() {
      int number = told++;
      return facts.of(rows.get(number), number);
    }
  }

  private static final class Merge implements Iterator<Told> {
    private final PriorityQueue<Customer> customers;
    private final Deque<Told> ready = new ArrayDeque<>();

    Merge(PriorityQueue<Customer> customers) {
      this.customers = customers;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !customers.isEmpty()) advance(customers.remove());
      return !ready.isEmpty();
    }

    private void advance(Customer customer) {
      for (CustomerEvent fact : customer.tell()) ready.add(new Told(customer.id, fact));
      if (!customer.isDone()) customers.add(customer);
    }

    @Override
    public Told next() {
      if (!hasNext()) throw new NoSuchElementException("no more facts");
      return ready.remove();
    }
  }
}
