// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.verification;

import dev.worth.core.scoring.Scorer;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.facts.FactCodec;
import dev.worth.node.journal.JournalReader;
import dev.worth.node.journal.StoredEvent;
import dev.worth.node.journal.StoredSnapshot;
import dev.worth.ops.terminal.Progress;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a whole journal once, in the order of its commits, and folds every customer. Keeps one
 * state per customer in memory, and each customer's newest snapshot until it is compared.
 */
final class Replay {
  /** What the names of customers begin with in every journal. */
  private static final String PREFIX = "customer|";

  private final JournalReader journal;
  private final Differences differences = new Differences();
  private final Map<String, Followed> customers = new HashMap<>();
  private final Map<String, StoredSnapshot> snapshots = new HashMap<>();
  private Instant newest = Instant.EPOCH;
  private String currency = "";
  private long events;
  private long snapshotsCompared;

  private Replay(JournalReader journal) {
    this.journal = journal;
  }

  /** Folds everything and compares snapshots on the way. */
  static Replay of(JournalReader journal) {
    var replay = new Replay(journal);
    journal.check().forEach(wrong -> replay.differences.add("(file)", wrong));
    long total = journal.persistenceIds().mapToLong(id -> id.highestSequence()).sum();
    try (var progress = Progress.of("replaying", total);
        var all = journal.events(0)) {
      all.forEach(
          event -> {
            replay.follow(event);
            progress.step(1);
          });
    }
    replay.snapshots.values().forEach(replay::missing);
    return replay;
  }

  private void follow(StoredEvent stored) {
    if (!stored.persistenceId().startsWith(PREFIX)) return;
    var customer = customers.computeIfAbsent(stored.persistenceId(), this::meet);
    CustomerEvent event = FactCodec.fromCbor(stored.payload().bytes());
    customer.evolve(stored.sequence(), event, differences);
    compareSnapshot(stored, customer);
    if (event.at().isAfter(newest)) newest = event.at();
    if (currency.isEmpty() && event instanceof CustomerEvent.OrderPlaced order)
      currency = order.total().value().currency();
    events++;
  }

  private Followed meet(String persistenceId) {
    journal.latestSnapshot(persistenceId).ifPresent(s -> snapshots.put(persistenceId, s));
    return new Followed(new CustomerId(persistenceId.substring(PREFIX.length())));
  }

  private void compareSnapshot(StoredEvent stored, Followed customer) {
    var snapshot = snapshots.get(stored.persistenceId());
    if (snapshot == null || snapshot.sequence() != stored.sequence()) return;
    customer.compareSnapshot(snapshot.payload().bytes(), differences);
    snapshots.remove(stored.persistenceId());
    snapshotsCompared++;
  }

  private void missing(StoredSnapshot snapshot) {
    differences.add(
        snapshot.persistenceId().substring(PREFIX.length()),
        "there is a snapshot after event %d, but not the event".formatted(snapshot.sequence()));
  }

  /** Scores every customer both ways at the newest fact's moment. */
  void compareScores(Scorer scorer, double horizonDays) {
    var question = new Question(newest, horizonDays, true);
    try (var progress = Progress.of("scoring", customers.size())) {
      for (Followed customer : customers.values()) {
        customer.compare(scorer, question, currency(), differences);
        progress.step(1);
      }
    }
  }

  Collection<Followed> customers() {
    return customers.values();
  }

  Optional<Followed> customer(String id) {
    return Optional.ofNullable(customers.get(PREFIX + id));
  }

  Differences differences() {
    return differences;
  }

  /** Of the first order; the euro when nobody ordered. */
  String currency() {
    return currency.isEmpty() ? "EUR" : currency;
  }

  long events() {
    return events;
  }

  long snapshotsCompared() {
    return snapshotsCompared;
  }
}
