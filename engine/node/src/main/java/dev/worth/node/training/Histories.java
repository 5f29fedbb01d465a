// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.training;

import dev.worth.core.learning.Cutoffs;
import dev.worth.core.learning.Notes;
import dev.worth.node.facts.FactCodec;
import dev.worth.node.journal.JournalReader;
import dev.worth.node.learning.Distrust;
import dev.worth.node.learning.Learning;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.OutcomeReported;
import dev.worth.protocol.CustomerId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a training learns from, read from the journal. */
final class Histories {
  /** What the names of customers begin with in every journal. */
  private static final String PREFIX = "customer|";

  private static final int MOST_FACTS = 100_000;

  /**
   * The histories of so many customers, drawn by hash, without those held out and without what is
   * not to be learned from.
   */
  static Map<CustomerId, List<CustomerEvent>> of(Path journal, Run run) {
    var histories = new LinkedHashMap<CustomerId, List<CustomerEvent>>();
    try (var reader = JournalReader.open(journal)) {
      for (CustomerId customer : drawn(reader, run))
        histories.put(customer, facts(reader, customer, run));
    }
    return histories;
  }

  private static List<CustomerId> drawn(JournalReader reader, Run run) {
    return reader
        .persistenceIds()
        .map(id -> id.persistenceId())
        .filter(id -> id.startsWith(PREFIX))
        .map(id -> new CustomerId(id.substring(PREFIX.length())))
        .filter(customer -> !Learning.isHeldOut(customer))
        .sorted(Comparator.comparingLong(customer -> Cutoffs.place(customer, run.cut())))
        .limit(run.customers())
        .toList();
  }

  private static List<CustomerEvent> facts(JournalReader reader, CustomerId customer, Run run) {
    var facts = new ArrayList<CustomerEvent>();
    for (var stored : reader.events(PREFIX + customer.value(), 0, Long.MAX_VALUE, MOST_FACTS)) {
      var event = FactCodec.fromCbor(stored.payload().bytes());
      if (Notes.isFact(event) || event instanceof OutcomeReported) facts.add(event);
    }
    return Distrust.without(run.distrusted(), facts);
  }

  private Histories() {}
}
