// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.core.learning.Example;
import dev.worth.core.learning.Examples;
import dev.worth.core.learning.Label;
import java.time.Duration;
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

  private final Collector collector;
  private final ExampleStore store;
  private final LearningSettings settings;
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

  void distrust(Set<String> sources) {
    distrusted = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
  }

  /** Empty where nothing can be said yet. */
  Optional<Label> label(Collected one) {
    return distrusted.isEmpty() ? one.label() : example(one).map(Example::label);
  }

  /** Customers who are never learned from, at the newest cut-offs with labels. */
  List<Example> heldOut() {
    var newest = store.newestLabelled();
    if (newest.isEmpty()) return List.of();
    Duration back = settings.cutoffs().every().multipliedBy(CUTOFFS);
    return heldOut(newest.get().minus(back));
  }

  private List<Example> heldOut(Instant after) {
    var examples = new ArrayList<Example>();
    for (Collected one : store.labelled(after))
      if (Learning.isHeldOut(one.customer())) example(one).ifPresent(examples::add);
    return examples;
  }

  private Optional<Example> example(Collected one) {
    var facts = Distrust.without(distrusted, collector.history(one.customer()));
    return Examples.of(facts, settings.cutoffs().at(one.cutoff()), settings.currency());
  }
}
