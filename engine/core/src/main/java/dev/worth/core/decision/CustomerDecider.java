// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.decision;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.decision.Decision.Accepted;
import dev.worth.core.decision.Decision.Refusal;
import dev.worth.core.decision.Decision.Refused;
import dev.worth.core.decision.Decision.Ruling;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.EventQuarantined;
import dev.worth.protocol.CustomerEvent.ExperimentExposed;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.QuarantineReleased;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.QuarantineReason;
import dev.worth.protocol.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The rules, and only the rules: time comes in the facts, and every rule is a small named method.
 */
public final class CustomerDecider {
  private static final Ruling ACCEPTED = new Ruling(Verdict.ACCEPTED, "");
  private static final Ruling KNOWN =
      new Ruling(Verdict.DUPLICATE, "this (source, id) is known already");

  private static final Ruling EXPOSED =
      new Ruling(Verdict.DUPLICATE, "the customer was exposed to this experiment before");

  private final Function<CustomerEvent, String> writing;

  /**
   * @param writing how a fact is written down, so that a quarantined one can be mended and sent
   *     again
   */
  public CustomerDecider(Function<CustomerEvent, String> writing) {
    this.writing = writing;
  }

  public Decision decide(CustomerState state, CustomerCommand command) {
    return switch (command) {
      case CustomerCommand.Record record -> record(state, record.facts());
      case CustomerCommand.Release release -> release(state, release.as());
      case CustomerCommand.Note note ->
          new Accepted(List.of(note.note()), state.evolve(note.note()), List.of(ACCEPTED));
    };
  }

  private static Decision release(CustomerState state, QuarantineReleased release) {
    return state.hasQuarantined(release.released())
        ? new Accepted(List.of(release), state.evolve(release), List.of(ACCEPTED))
        : new Refused(Refusal.NOT_QUARANTINED);
  }

  /** Facts are judged one after another, each against the state that the ones before it leave. */
  private Decision record(CustomerState state, List<CustomerEvent> facts) {
    var events = new ArrayList<CustomerEvent>(facts.size());
    var rulings = new ArrayList<Ruling>(facts.size());
    CustomerState current = state;
    for (CustomerEvent fact : facts) {
      Ruled ruled = judge(current, fact);
      rulings.add(ruled.ruling());
      for (CustomerEvent event : ruled.events()) {
        current = current.evolve(event);
        events.add(event);
      }
    }
    return new Accepted(events, current, rulings);
  }

  private Ruled judge(CustomerState state, CustomerEvent fact) {
    if (fact instanceof ExperimentExposed exposed) return expose(state, exposed);
    if (state.knows(fact.key())) return new Ruled(KNOWN, List.of());
    if (fact instanceof OrderPlaced order && state.knows(order.order())) {
      return new Ruled(knownOrder(order), List.of());
    }
    if (fact instanceof EventQuarantined held) return quarantine(state, held);
    if (state.isTooLate(fact.at())) return quarantine(state, tooLate(state, fact));
    return new Ruled(ACCEPTED, accept(state, fact));
  }

  /** Ours rather than the shop's: never too late, and once for each experiment. */
  private static Ruled expose(CustomerState state, ExperimentExposed exposed) {
    return state.hasExposure(exposed.key())
        ? new Ruled(EXPOSED, List.of())
        : new Ruled(ACCEPTED, List.of(exposed));
  }

  /** A fact that was quarantined before and is fine now leaves the quarantine. */
  private static List<CustomerEvent> accept(CustomerState state, CustomerEvent fact) {
    if (!state.hasQuarantined(fact.key())) return List.of(fact);
    var key = new EventKey("worth:release", fact.key().id());
    return List.of(fact, new QuarantineReleased(key, fact.at(), fact.key()));
  }

  /** A repeat of a quarantined fact is told so again, and not kept twice. */
  private static Ruled quarantine(CustomerState state, EventQuarantined held) {
    var ruling = new Ruling(Verdict.QUARANTINED, held.detail());
    return new Ruled(ruling, state.hasQuarantined(held.key()) ? List.of() : List.of(held));
  }

  private static Ruling knownOrder(OrderPlaced order) {
    return new Ruling(
        Verdict.DUPLICATE, "order " + order.order() + " is known already under another event id");
  }

  private EventQuarantined tooLate(CustomerState state, CustomerEvent fact) {
    String detail =
        "happened at %s, but this customer's facts are settled up to %s: correct the time, or import the customer's facts in order"
            .formatted(fact.at(), state.acceptsFrom());
    return new EventQuarantined(
        fact.key(), fact.at(), QuarantineReason.TOO_LATE, detail, writing.apply(fact));
  }

  private record Ruled(Ruling ruling, List<CustomerEvent> events) {}
}
