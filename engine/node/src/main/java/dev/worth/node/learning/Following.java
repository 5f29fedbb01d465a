// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.core.learning.Label;
import dev.worth.core.scoring.LifeCycle;
import dev.worth.core.scoring.OnlineLayer;
import dev.worth.core.scoring.Scorer;
import dev.worth.node.online.Online;
import dev.worth.protocol.EventKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Passes outcomes on to the online layer as soon as they have come. */
final class Following {
  private final ExampleStore store;
  private final LearningSettings settings;
  private final Evidence evidence;
  private final Online online;
  private final Online.Learner learner;
  private long followed = Long.MIN_VALUE;

  Following(
      ExampleStore store,
      LearningSettings settings,
      Evidence evidence,
      Online online,
      Online.Learner learner) {
    this.store = store;
    this.settings = settings;
    this.evidence = evidence;
    this.online = online;
    this.learner = learner;
  }

  /** Cut-offs whose outcomes have come, each once, oldest first. */
  void follow() {
    Instant after = Instant.ofEpochMilli(Math.max(0, Math.max(followed, online.layer().upTo())));
    if (store.newestLabelled().filter(newest -> newest.isAfter(after)).isEmpty()) return;
    var byCutoff = new TreeMap<Instant, List<Collected>>();
    for (Collected one : store.labelled(after))
      byCutoff.computeIfAbsent(one.cutoff(), c -> new ArrayList<>()).add(one);
    byCutoff.forEach(this::follow);
    followed = byCutoff.lastKey().toEpochMilli();
  }

  /** Only of whom the model that answers most has something to say. */
  private void follow(Instant cutoff, List<Collected> all) {
    String version = most(all);
    var outcomes = new ArrayList<OnlineLayer.Outcome>();
    for (Collected one : all) {
      Scorer model = online.models().of(one.customer());
      if (model.version().equals(version)) outcome(one, model).ifPresent(outcomes::add);
    }
    learner.follow(version, cutoff.toEpochMilli(), outcomes);
  }

  private String most(List<Collected> all) {
    var answers = new TreeMap<String, Integer>();
    for (Collected one : all)
      answers.merge(online.models().of(one.customer()).version(), 1, Integer::sum);
    return Collections.max(answers.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  private Optional<OnlineLayer.Outcome> outcome(Collected one, Scorer model) {
    return evidence.label(one).map(label -> outcome(one, label, model));
  }

  private OnlineLayer.Outcome outcome(Collected one, Label label, Scorer model) {
    var features = one.features(settings.cutoffs().horizonDays(), settings.currency());
    double logOdds = model.predict(features).logOdds();
    long customer = new EventKey("online", one.customer().value()).hash();
    return new OnlineLayer.Outcome(
        customer, logOdds, LifeCycle.stage(features), LifeCycle.basis(features), label.purchased());
  }
}
