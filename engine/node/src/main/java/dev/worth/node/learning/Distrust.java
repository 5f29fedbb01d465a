// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.core.monitoring.SourceAudit;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.OrderCancelled;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.OrderRefunded;
import dev.worth.protocol.CustomerEvent.OutcomeReported;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the sources whose labels are left out, and leaves them out. */
public final class Distrust {
  private static final int WEEKS = 26;

  /** By what the journal tells up to now, but for those trusted by name. */
  static Set<String> of(Sources sources, Instant now, double horizonDays, Set<String> trusted) {
    var weeks = new ArrayList<Map<String, Long>>();
    for (int week = WEEKS; week > 0; week--) {
      Instant from = now.minus(Duration.ofDays(7L * week));
      weeks.add(sources.orders(from, from.plus(Duration.ofDays(7))));
    }
    while (!weeks.isEmpty() && weeks.getFirst().isEmpty()) weeks.removeFirst();
    var found = new TreeSet<>(SourceAudit.flooding(weeks));
    found.addAll(overcorrecting(sources, now, horizonDays));
    found.removeAll(trusted);
    return found;
  }

  private static Set<String> overcorrecting(Sources sources, Instant now, double horizonDays) {
    var found = new TreeSet<String>();
    var horizon = Duration.ofMinutes(Math.round(horizonDays * 1440));
    for (int back = 1; back <= 6; back++) {
      Instant from = now.minus(horizon.multipliedBy(back));
      Instant to = back == 1 ? now.plusSeconds(1) : from.plus(horizon);
      long labels = sources.countForecasts(from.minus(horizon), to);
      found.addAll(SourceAudit.overcorrecting(sources.corrected(from, to), labels));
    }
    return found;
  }

  /** A history without what distrusted sources say of orders and outcomes. */
  public static List<CustomerEvent> without(Set<String> distrusted, List<CustomerEvent> facts) {
    if (distrusted.isEmpty()) return facts;
    return facts.stream()
        .filter(fact -> !(makesLabels(fact) && distrusted.contains(fact.key().source())))
        .toList();
  }

  private static boolean makesLabels(CustomerEvent fact) {
    return fact instanceof OrderPlaced
        || fact instanceof OrderCancelled
        || fact instanceof OrderRefunded
        || fact instanceof OutcomeReported;
  }

  private Distrust() {}
}
