// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.customer.StateCodec;
import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Examples;
import dev.worth.node.facts.FactCodec;
import dev.worth.node.journal.JournalReader;
import dev.worth.node.learning.DueRows.Due;
import dev.worth.node.learning.DueRows.DueForecast;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the journal and makes examples of it: the same code live, after a restart, and for a
 * back-fill. One thread only; what it has collected can be read by others meanwhile.
 */
public final class Collector implements AutoCloseable {
  private static final int PAGE = 1_000;
  private static final int ROWS = 500;

  /** Of one customer read at once: nobody's history is without end. */
  private static final int MOST_FACTS = 100_000;

  private final JournalReader journal;
  private final ExampleStore store;
  private final LearningSettings settings;

  /**
   * @param journal to read from
   * @param file of the collected examples; made anew where it is missing or was made with other
   *     settings
   */
  public Collector(Path journal, Path file, LearningSettings settings) {
    this.journal = JournalReader.open(journal);
    this.store = new ExampleStore(file, settings);
    this.settings = settings;
  }

  ExampleStore store() {
    return store;
  }

  /**
   * Takes in the next page of the journal.
   *
   * @return whether there may be more
   */
  boolean step() {
    return step(PAGE);
  }

  boolean step(int page) {
    var events = journal.events(store.ordering(), page);
    if (!events.isEmpty()) store.intake().take(events);
    return events.size() == page;
  }

  /** Makes everything that is due, from the histories of the customers concerned. */
  void settle() {
    while (settleSome()) {}
  }

  private boolean settleSome() {
    var rows = store.due().examples(ROWS);
    var forecasts = store.due().forecasts(ROWS);
    if (rows.isEmpty() && forecasts.isEmpty()) return false;
    var histories = new HashMap<CustomerId, List<CustomerEvent>>();
    rows.forEach(row -> histories.computeIfAbsent(row.customer(), this::history));
    forecasts.forEach(row -> histories.computeIfAbsent(row.customer(), this::history));
    store
        .due()
        .together(
            () -> {
              for (Due row : rows) make(row, facts(histories, row.customer()));
              for (DueForecast row : forecasts) make(row, facts(histories, row.customer()));
            });
    return true;
  }

  private static List<CustomerEvent> facts(
      Map<CustomerId, List<CustomerEvent>> histories, CustomerId customer) {
    return histories.getOrDefault(customer, List.of());
  }

  private void make(Due row, List<CustomerEvent> facts) {
    Cutoff cutoff = settings.cutoffs().at(Instant.ofEpochMilli(row.cutoff()));
    if (row.state()) {
      CustomerState then = Examples.before(facts, cutoff.at());
      store.due().state(row, StateCodec.encode(then));
    }
    if (row.label()) store.due().label(row, Examples.label(facts, cutoff, settings.currency()));
  }

  private void make(DueForecast row, List<CustomerEvent> facts) {
    var cutoff = new Cutoff(row.at(), row.horizonDays());
    store.due().label(row, Examples.label(facts, cutoff, settings.currency()));
  }

  /** The customer's events as far as they have been taken in. */
  List<CustomerEvent> history(CustomerId customer) {
    var facts = new ArrayList<CustomerEvent>();
    long upTo = store.ordering();
    for (var event :
        journal.events(Touched.PREFIX + customer.value(), 0, Long.MAX_VALUE, MOST_FACTS))
      if (event.ordering() <= upTo) facts.add(FactCodec.fromCbor(event.payload().bytes()));
    return facts;
  }

  @Override
  public void close() {
    store.close();
    journal.close();
  }
}
