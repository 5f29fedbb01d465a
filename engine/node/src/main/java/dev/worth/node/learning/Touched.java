// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.core.learning.Notes;
import dev.worth.node.facts.FactCodec;
import dev.worth.node.journal.StoredEvent;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.ForecastMade;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.OutcomeReported;
import dev.worth.protocol.CustomerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one page of the journal changes, by customer. */
final class Touched {
  /** What the names of customers begin with in every journal. */
  static final String PREFIX = "customer|";

  private static final long DAY = 86_400_000;
  static final long NEVER = Long.MAX_VALUE;

  /** A note of one customer. */
  record Noted<T>(CustomerId customer, T note) {}

  /** One customer: milliseconds since 1970, {@link #NEVER} for none. */
  static final class Times {
    /** The oldest fact that is folded. */
    long fact = NEVER;

    /** The oldest moment whose label changes. */
    long label = NEVER;

    boolean isNew;
  }

  final Map<CustomerId, Times> customers = new LinkedHashMap<>();
  final List<Noted<ForecastMade>> forecasts = new ArrayList<>();
  final List<Noted<OutcomeReported>> outcomes = new ArrayList<>();
  final Map<Sold, Long> sold = new LinkedHashMap<>();
  long newest = Long.MIN_VALUE;

  /** Orders of about one value that one source told of. */
  record Sold(String source, long day, int bin) {
    /** Two bins to a doubling of the value. */
    static int bin(long minor) {
      return (int) Math.floor(2 * Math.log(minor + 1.0) / Math.log(2));
    }
  }

  static Touched by(List<StoredEvent> page) {
    var touched = new Touched();
    for (StoredEvent event : page) if (event.persistenceId().startsWith(PREFIX)) touched.add(event);
    return touched;
  }

  static CustomerId customer(String persistenceId) {
    return new CustomerId(persistenceId.substring(PREFIX.length()));
  }

  private void add(StoredEvent stored) {
    var customer = customer(stored.persistenceId());
    CustomerEvent event = FactCodec.fromCbor(stored.payload().bytes());
    var times = customers.computeIfAbsent(customer, c -> new Times());
    times.isNew |= stored.sequence() == 1;
    if (event instanceof ForecastMade made) forecasts.add(new Noted<>(customer, made));
    if (event instanceof OutcomeReported told) {
      outcomes.add(new Noted<>(customer, told));
      times.label = Math.min(times.label, told.at().toEpochMilli());
    }
    if (event instanceof OrderPlaced order) sold(order);
    if (Notes.isFact(event)) fact(times, event.at().toEpochMilli());
  }

  private void sold(OrderPlaced order) {
    long day = Math.floorDiv(order.at().toEpochMilli(), DAY);
    var sold = new Sold(order.key().source(), day, Sold.bin(order.total().minor()));
    this.sold.merge(sold, 1L, Long::sum);
  }

  private void fact(Times times, long at) {
    times.fact = Math.min(times.fact, at);
    times.label = Math.min(times.label, at);
    newest = Math.max(newest, at);
  }
}
