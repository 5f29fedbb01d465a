// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.core.decision.Decision.Ruling;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.entity.Batch;
import dev.worth.node.entity.Customers;
import dev.worth.node.entity.NotAnswered;
import dev.worth.node.entity.Recorded;
import dev.worth.node.ingest.Reading;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.CouponApplied;
import dev.worth.protocol.CustomerEvent.CouponDenied;
import dev.worth.protocol.CustomerEvent.CouponIssued;
import dev.worth.protocol.CustomerEvent.OrderCancelled;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.OrderRefunded;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.QuarantineReason;
import dev.worth.protocol.Score;
import dev.worth.protocol.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Hands what was read together to the customers it is about, one command for each, and tells what
 * became of each event.
 */
final class Submissions {
  private final Customers customers;
  private final Metrics metrics;
  private final List<Readiness> checks;

  /**
   * @param checks tell why, when a customer does not answer
   */
  Submissions(Customers customers, Metrics metrics, List<Readiness> checks) {
    this.customers = customers;
    this.metrics = metrics;
    this.checks = checks;
  }

  /**
   * One answer for each reading, in their order.
   *
   * @param thenScore asked of every customer with a fact that changes value
   */
  CompletionStage<List<Judged>> submit(List<Reading> readings, Optional<Question> thenScore) {
    var facts = new LinkedHashMap<CustomerId, List<CustomerEvent>>();
    for (var reading : readings) {
      switch (reading) {
        case Reading.Fact(var customer, var event) -> add(facts, customer, event);
        case Reading.Quarantined(var customer, var event) -> add(facts, customer, event);
        case Reading.Rejected rejected -> {}
      }
    }
    return customers
        .record(facts, thenScore, Submissions::changesValue)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(explained(failure)))
        .thenApply(batch -> counted(judged(readings, batch, thenScore.isPresent())));
  }

  /** Who is turned away by a full disk shall hear that it is full. */
  private Throwable explained(Throwable failure) {
    return Failures.isUnanswered(failure)
        ? Failures.unanswered(failure, Readiness.troubles(checks))
        : failure;
  }

  private static void add(
      Map<CustomerId, List<CustomerEvent>> facts, CustomerId customer, CustomerEvent fact) {
    facts.computeIfAbsent(customer, id -> new ArrayList<>(4)).add(fact);
  }

  /** Whether a fact moves the expected spend by itself, so that its sender may want the score. */
  static boolean changesValue(CustomerEvent fact) {
    return fact instanceof OrderPlaced
        || fact instanceof OrderCancelled
        || fact instanceof OrderRefunded
        || fact instanceof CouponIssued
        || fact instanceof CouponApplied
        || fact instanceof CouponDenied;
  }

  private List<Judged> counted(List<Judged> all) {
    for (var one : all) metrics.event(one.verdict());
    return all;
  }

  /** Rulings come by customer; each customer's are in the order its facts were sent. */
  private List<Judged> judged(List<Reading> readings, Batch batch, boolean scored) {
    var byCustomer = new HashMap<CustomerId, Rulings>();
    for (var one : batch.recorded()) byCustomer.put(one.customer(), new Rulings(one, scored));
    var all = new ArrayList<Judged>(readings.size());
    for (var reading : readings) all.add(judged(reading, byCustomer, batch.unanswered()));
    return all;
  }

  private Judged judged(
      Reading reading, Map<CustomerId, Rulings> rulings, Map<CustomerId, NotAnswered> unanswered) {
    return switch (reading) {
      case Reading.Fact(var customer, var event) -> next(rulings, unanswered, customer, event);
      case Reading.Quarantined(var customer, var event) ->
          next(rulings, unanswered, customer, event);
      case Reading.Rejected(var id, var problem) -> Judged.rejected(id.orElse(""), problem);
    };
  }

  private Judged next(
      Map<CustomerId, Rulings> rulings,
      Map<CustomerId, NotAnswered> unanswered,
      CustomerId customer,
      CustomerEvent fact) {
    var own = rulings.get(customer);
    if (own != null) return own.next(fact);
    var why = Objects.requireNonNull(unanswered.get(customer), "facts nobody ruled on");
    return Judged.rejected(
        fact.key().id(), Failures.unanswered(why, Readiness.troubles(checks)).problem());
  }

  /** Hands out one customer's rulings in order. */
  private static final class Rulings {
    private final Recorded recorded;
    private final boolean scored;
    private int next;

    Rulings(Recorded recorded, boolean scored) {
      this.recorded = recorded;
      this.scored = scored;
    }

    Judged next(CustomerEvent fact) {
      Ruling ruling = recorded.rulings().get(next++);
      return new Judged(
          fact.key().id(),
          ruling.verdict(),
          recorded.sequenceNr(),
          ruling.detail(),
          reason(fact, ruling),
          null,
          scored && changesValue(fact) ? score() : null);
    }

    private @Nullable Score score() {
      return recorded.score().orElse(null);
    }

    /** What the edge did not quarantine itself, the customer has: only for being late. */
    private static @Nullable QuarantineReason reason(CustomerEvent fact, Ruling ruling) {
      if (ruling.verdict() != Verdict.QUARANTINED) return null;
      return fact instanceof CustomerEvent.EventQuarantined held
          ? held.reason()
          : QuarantineReason.TOO_LATE;
    }
  }
}
