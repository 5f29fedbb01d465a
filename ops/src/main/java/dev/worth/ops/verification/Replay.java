// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.verification;

import dev.worth.core.scoring.Scorer;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.facts.FactCodec;
import dev.worth.node.journal.DamagedEvent;
import dev.worth.node.journal.DamagedJournalException;
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
    try (var progress = Progress.of("replaying", total)) {
      journal.events(
          event -> {
            replay.follow(event);
            progress.step(1);
          },
          replay::damage);
    }
    replay.snapshots.values().forEach(replay::missing);
    return replay;
  }

  private void follow(StoredEvent stored) {
    if (!stored.persistenceId().startsWith(PREFIX)) return;
    var customer = customers.computeIfAbsent(stored.persistenceId(), this::meet);
    events++;
    if (!customer.isDamaged()) follow(stored, customer);
  }

  private void follow(StoredEvent stored, Followed customer) {
    CustomerEvent event;
    try {
      event = FactCodec.fromCbor(stored.payload().bytes());
    } catch (RuntimeException e) {
      damage(
          stored.persistenceId(),
          "event %d is no fact: %s".formatted(stored.sequence(), e.getMessage()));
      return;
    }
    customer.evolve(stored.sequence(), event, differences);
    compareSnapshot(stored, customer);
    if (event.at().isAfter(newest)) newest = event.at();
    if (currency.isEmpty() && event instanceof CustomerEvent.OrderPlaced order)
      currency = order.total().value().currency();
  }

  private void damage(DamagedEvent event) {
    if (event.persistenceId().startsWith(PREFIX)) damage(event.persistenceId(), event.why());
    else differences.add("(file)", event.why());
  }

  private void damage(String persistenceId, String why) {
    customers.computeIfAbsent(persistenceId, this::meet).damage(why, differences);
    snapshots.remove(persistenceId);
  }

  private Followed meet(String persistenceId) {
    var customer = new CustomerId(persistenceId.substring(PREFIX.length()));
    try {
      journal.latestSnapshot(persistenceId).ifPresent(s -> snapshots.put(persistenceId, s));
    } catch (DamagedJournalException e) {
      differences.add(customer.value(), String.valueOf(e.getMessage()));
    }
    return new Followed(customer);
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
      for (Followed customer : customers()) {
        customer.compare(scorer, question, currency(), differences);
        progress.step(1);
      }
    }
  }

  /** Those whose events could all be read. */
  Collection<Followed> customers() {
    return customers.values().stream().filter(customer -> !customer.isDamaged()).toList();
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
