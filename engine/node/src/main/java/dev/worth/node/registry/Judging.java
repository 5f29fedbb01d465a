// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.registry;

import dev.worth.core.promotion.GateEvidence;
import dev.worth.core.promotion.GateLimits;
import dev.worth.core.promotion.GateReport;
import dev.worth.core.promotion.Gates;
import dev.worth.core.promotion.LiveGates;
import dev.worth.core.promotion.ScoreMap;
import dev.worth.core.promotion.Trial;
import dev.worth.core.scoring.Baseline;
import dev.worth.node.model.ModelSlot;
import dev.worth.node.model.ModelStore;
import dev.worth.node.model.Trials;
import dev.worth.node.registry.ModelRegistry.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges versions on this node: by trials of the bundle, and by what it did while it was tried. */
final class Judging {
  private final ModelStore store;
  private final ModelSlot slot;
  private final Bundles bundles;
  private final Trials trials;
  private final GateLimits limits;

  /** The newest trial on this node, without its outcomes: what the gates saw. */
  private volatile Optional<Trial> seen = Optional.empty();

  Judging(ModelStore store, ModelSlot slot, Bundles bundles, Trials trials, GateLimits limits) {
    this.store = store;
    this.slot = slot;
    this.bundles = bundles;
    this.trials = trials;
    this.limits = limits;
  }

  /** Takes its time. */
  Judgement judge(String version, GateEvidence outcomes) {
    return version.equals(Baseline.VERSION)
        ? new Judgement(new GateReport(version, version, Instant.now(), List.of()), ScoreMap.NONE)
        : judged(trial(version, outcomes));
  }

  /** The same, and by what it did while it was tried. Takes its time. */
  Judgement tried(String version, GateEvidence outcomes) {
    var gathered = outcomes.gather();
    Trial trial = trial(version, GateEvidence.of(gathered));
    var live = LiveGates.judge(trial, slot.tried(version), gathered.served(), limits);
    var judged = judged(trial);
    return new Judgement(judged.gates().with(live), judged.map());
  }

  /** By what it did while it was tried, alone and at once. */
  Judgement glance(String version) {
    var known = seen.filter(last -> last.challenger().equals(version)).map(Trial::requests);
    var live = LiveGates.judge(slot.tried(version), known, limits);
    var report = new GateReport(version, slot.get().version(), Instant.now(), live);
    return new Judgement(report, ScoreMap.NONE);
  }

  private Trial trial(String version, GateEvidence outcomes) {
    if (!store.has(version)) bundles.obtain(version);
    Trial trial = trials.of(version, outcomes);
    seen = Optional.of(trial.withoutOutcomes());
    return trial;
  }

  private Judgement judged(Trial trial) {
    var map =
        trial.comparable()
            ? ScoreMap.between(
                trial.requests().challenger(), trial.champion(), trial.requests().champion())
            : ScoreMap.NONE;
    return new Judgement(Gates.judge(trial, limits, Instant.now()), map);
  }
}
