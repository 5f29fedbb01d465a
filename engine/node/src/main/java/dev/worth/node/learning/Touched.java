// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.core.learning.Notes;
import dev.worth.node.facts.FactCodec;
import dev.worth.node.journal.StoredEvent;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.ForecastMade;
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
  long newest = Long.MIN_VALUE;

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
    if (Notes.isFact(event)) fact(times, event.at().toEpochMilli());
  }

  private void fact(Times times, long at) {
    times.fact = Math.min(times.fact, at);
    times.label = Math.min(times.label, at);
    newest = Math.max(newest, at);
  }
}
