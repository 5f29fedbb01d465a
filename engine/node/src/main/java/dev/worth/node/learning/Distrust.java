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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the sources whose labels are left out, and leaves them out. */
public final class Distrust {
  private static final int WEEKS = 26;

  /**
   * What speaks against sources.
   *
   * @param leftOut whose labels are left out
   * @param doubted established ones that changed their share alone, by what factor: nothing new is
   *     learned while there are any
   */
  record Found(Set<String> leftOut, Map<String, Double> doubted) {
    /** In words, with the remedy. */
    List<String> doubts() {
      return doubted.entrySet().stream().map(one -> says(one.getKey(), one.getValue())).toList();
    }

    private static String says(String source, double factor) {
      return String.format(
          Locale.ROOT,
          "source '%s' tells %.2f times the orders it did beside the others: no model is replaced"
              + " until that is over or it stands in worth.learning.trusted-sources",
          source,
          factor);
    }
  }

  /** By what the journal tells up to now, but for those trusted by name. */
  static Found of(Sources sources, Instant now, double horizonDays, Set<String> trusted) {
    var weeks = weeks(sources, now);
    var leftOut = new TreeSet<>(SourceAudit.flooding(weeks));
    leftOut.addAll(overcorrecting(sources, now, horizonDays));
    leftOut.removeAll(trusted);
    for (var week : weeks) week.keySet().removeAll(leftOut);
    var doubted = new TreeMap<>(SourceAudit.alone(weeks));
    doubted.keySet().removeAll(trusted);
    return new Found(leftOut, doubted);
  }

  private static List<Map<String, Long>> weeks(Sources sources, Instant now) {
    var weeks = new ArrayList<Map<String, Long>>();
    for (int week = WEEKS; week > 0; week--) {
      Instant from = now.minus(Duration.ofDays(7L * week));
      weeks.add(sources.orders(from, from.plus(Duration.ofDays(7))));
    }
    while (!weeks.isEmpty() && weeks.getFirst().isEmpty()) weeks.removeFirst();
    return weeks;
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
