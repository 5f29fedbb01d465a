// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.learning;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Features;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.OrderCancelled;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.OrderRefunded;
import dev.worth.protocol.CustomerEvent.OutcomeReported;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes examples from facts, with the fold and the features that serving uses. */
public final class Examples {
  /**
   * The example of one customer.
   *
   * @param facts of the customer, in journal order; those after the horizon are not looked at
   * @return nothing if no fact happened before the cut-off
   */
  public static Optional<Example> of(List<CustomerEvent> facts, Cutoff cutoff, String currency) {
    return features(facts, cutoff, currency)
        .map(features -> new Example(features, label(facts, cutoff, currency)));
  }

  /** What a model sees of a customer at a cut-off; nothing if no fact happened before it. */
  public static Optional<Features> features(
      List<CustomerEvent> facts, Cutoff cutoff, String currency) {
    CustomerState state = before(facts, cutoff.at());
    return state.totals().facts() == 0
        ? Optional.empty()
        : Optional.of(Features.of(state, cutoff.at(), cutoff.horizonDays(), currency));
  }

  /** The state folded from the facts that happened before a moment. */
  public static CustomerState before(List<CustomerEvent> facts, Instant moment) {
    CustomerState state = CustomerState.UNKNOWN;
    for (CustomerEvent fact : facts) if (fact.at().isBefore(moment)) state = state.evolve(fact);
    return state;
  }

  /** What the customer did in the horizon. */
  public static Label label(List<CustomerEvent> facts, Cutoff cutoff, String currency) {
    Instant end = cutoff.end();
    var ledger = new Ledger(cutoff);
    facts.stream()
        .filter(fact -> fact.at().isBefore(end))
        .sorted(Comparator.comparing(CustomerEvent::at))
        .forEach(ledger::add);
    double spend = Math.max(0, ledger.minor) / Math.pow(10, Money.digits(currency));
    return new Label(Math.max(0, ledger.orders), spend);
  }

  /** Follows orders through refunds and cancellations; what happens in the horizon counts. */
  private static final class Ledger {
    private final Cutoff cutoff;
    private final Map<String, OrderPlaced> placed = new HashMap<>();
    private final Map<String, Long> open = new HashMap<>();
    private final Set<EventKey> reported = new HashSet<>();
    private int orders;
    private long minor;

    Ledger(Cutoff cutoff) {
      this.cutoff = cutoff;
    }

    void add(CustomerEvent fact) {
      if (fact instanceof OrderPlaced e) place(e);
      else if (fact instanceof OrderRefunded e) refund(e);
      else if (fact instanceof OrderCancelled e) cancel(e);
      else if (fact instanceof OutcomeReported e && reported.add(e.key())) report(e);
    }

    private void place(OrderPlaced e) {
      placed.put(e.order().value(), e);
      open.put(e.order().value(), e.total().minor());
      if (!cutoff.covers(e.at())) return;
      orders++;
      minor += e.total().minor();
    }

    private void report(OutcomeReported e) {
      if (!cutoff.covers(e.at())) return;
      int sign =
          switch (e.kind()) {
            case OFFLINE_ORDER -> 1;
            case CHARGE_BACK -> -1;
            case CAMPAIGN_RESULT -> 0;
          };
      orders += sign;
      minor += sign * e.amount().minor();
    }

    private void refund(OrderRefunded e) {
      open.computeIfPresent(e.order(), (o, left) -> Math.max(0, left - e.amount().minor()));
      if (cutoff.covers(e.at())) minor -= e.amount().minor();
    }

    private void cancel(OrderCancelled e) {
      OrderPlaced order = placed.remove(e.order().value());
      if (order == null) return;
      long left = open.getOrDefault(e.order().value(), 0L);
      if (!cutoff.covers(e.at())) return;
      minor -= left;
      if (cutoff.covers(order.at())) orders--;
    }
  }

  private Examples() {}
}
