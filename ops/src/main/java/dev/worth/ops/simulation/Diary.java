// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What one customer will be told to have done, in event-time order, and the numbering of it. */
final class Diary {
  private final String source;
  private final String customer;
  private final String currency;
  private final PriorityQueue<Note> notes =
      new PriorityQueue<>(Comparator.comparing(Note::at).thenComparing(Note::number));
  private int facts;
  private int orders;

  private record Note(Instant at, int number, CustomerEvent fact) {}

  Diary(Shop shop, String customer) {
    this.source = "worth:simulation/" + shop.seed();
    this.customer = customer;
    this.currency = shop.currency();
  }

  /** Notes a fact; its maker gets the identity and the time. */
  void note(Instant at, BiFunction<EventKey, Instant, CustomerEvent> maker) {
    int number = ++facts;
    var key = new EventKey(source, customer + "-" + number);
    notes.add(new Note(at, number, maker.apply(key, at)));
  }

  String nextOrder() {
    return "o-" + customer + "-" + ++orders;
  }

  int orders() {
    return orders;
  }

  Amount amount(long minor) {
    return Amount.of(new Money(minor, currency));
  }

  /** When the earliest fact not yet told happened; null when there is none. */
  @Nullable Instant next() {
    Note first = notes.peek();
    return first == null ? null : first.at();
  }

  /** The earliest fact not yet told; null when there is none. */
  @Nullable CustomerEvent tell() {
    Note first = notes.poll();
    return first == null ? null : first.fact();
  }
}
