// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.core.learning.Example;
import dev.worth.core.learning.Examples;
import dev.worth.core.learning.Label;
import dev.worth.core.monitoring.Served;
import dev.worth.core.promotion.GateEvidence.Gathered;
import dev.worth.core.promotion.GateLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What came, without what distrusted sources say of it. */
final class Evidence {
  private static final int CUTOFFS = 4;
  private static final int EARLIER = 12;

  /** Examples of held-out customers that gates can judge by. */
  private static final int ENOUGH = GateLimits.USUAL.fewestOutcomes();

  private final Collector collector;
  private final ExampleStore store;
  private final LearningSettings settings;
  private volatile List<String> doubts = List.of();
  private volatile Set<String> distrusted = Set.of();

  Evidence(Collector collector, LearningSettings settings) {
    this.collector = collector;
    this.store = collector.store();
    this.settings = settings;
  }

  /** Sources whose labels are left out for now. */
  Set<String> distrusted() {
    return distrusted;
  }

  /** Why nothing should be learned from the newest labels, in words; empty for no reason. */
  List<String> doubts() {
    return doubts;
  }

  void judged(Distrust.Found found) {
    distrusted = Collections.unmodifiableSortedSet(new TreeSet<>(found.leftOut()));
    doubts = found.doubts();
  }

  /** Empty where nothing can be said yet. */
  Optional<Label> label(Collected one) {
    return distrusted.isEmpty() ? one.label() : example(one).map(Example::label);
  }

  /** Customers who are never learned from, at the newest cut-offs with labels. */
  Gathered gather() {
    var newest = store.newestLabelled();
    if (newest.isEmpty()) return new Gathered(List.of(), List.of(), List.of(), doubts);
    var held =
        store.labelled(back(newest.get(), CUTOFFS + EARLIER)).stream()
            .filter(one -> Learning.isHeldOut(one.customer()))
            .toList();
    Instant from = from(newest.get(), held);
    var heldOut = new ArrayList<Example>();
    var earlier = new ArrayList<Example>();
    for (Collected one : held)
      example(one).ifPresent(one.cutoff().isAfter(from) ? heldOut::add : earlier::add);
    return new Gathered(heldOut, earlier, served(newest.get()), doubts);
  }

  /** Four cut-offs back, or as many as it takes in a small shop to say something. */
  private Instant from(Instant newest, List<Collected> held) {
    int cutoffs = CUTOFFS;
    while (cutoffs < CUTOFFS + EARLIER && isFew(held, back(newest, cutoffs))) cutoffs++;
    return back(newest, cutoffs);
  }

  private static boolean isFew(List<Collected> held, Instant after) {
    return held.stream().filter(one -> one.cutoff().isAfter(after)).count() < ENOUGH;
  }

  /** Whatever version foretold it, at the newest cut-offs; none while any source is in doubt. */
  private List<Served> served(Instant newest) {
    if (!distrusted.isEmpty() || !doubts.isEmpty()) return List.of();
    return store.forecasts(back(newest, CUTOFFS - 1), newest.plusMillis(1)).stream()
        .filter(kept -> kept.came().isPresent())
        .map(Kept::served)
        .toList();
  }

  private Instant back(Instant moment, int cutoffs) {
    return moment.minus(settings.cutoffs().every().multipliedBy(cutoffs));
  }

  private Optional<Example> example(Collected one) {
    var facts = Distrust.without(distrusted, collector.history(one.customer()));
    return Examples.of(facts, settings.cutoffs().at(one.cutoff()), settings.currency());
  }
}
