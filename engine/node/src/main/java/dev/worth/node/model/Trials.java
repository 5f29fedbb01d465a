// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import ai.onnxruntime.OrtException;
import dev.worth.core.features.Features;
import dev.worth.core.learning.Example;
import dev.worth.core.monitoring.Served;
import dev.worth.core.promotion.GateEvidence;
import dev.worth.core.promotion.GateEvidence.Gathered;
import dev.worth.core.promotion.Trial;
import dev.worth.core.promotion.Trial.Outcome;
import dev.worth.core.promotion.Trial.Requests;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Measures a challenger beside the version in use; what the figures mean is not said here. */
public final class Trials {
  private static final int MOST_REQUESTS = 4_096;
  private static final int TIMED_ROWS = 64;
  private static final int TIMED_ROUNDS = 5;

  private final ModelStore store;
  private final ModelSlot slot;
  private final Supplier<Features> anybody;

  /**
   * @param anybody somebody to ask about where nobody was asked about yet
   */
  Trials(ModelStore store, ModelSlot slot, Supplier<Features> anybody) {
    this.store = store;
    this.slot = slot;
    this.anybody = anybody;
  }

  /**
   * Loads the version, asks it and the one in use the same, and lets go of it. Takes its time, so
   * that those who answer meanwhile have theirs; call it where waiting is allowed.
   */
  public Trial of(String version, GateEvidence evidence) {
    Scorer champion = slot.get();
    try {
      var accepted = store.load(version, "");
      return measured(accepted, champion, evidence.gather());
    } catch (RefusedBundle e) {
      return refused(version, champion, e);
    } catch (IllegalArgumentException | OrtException e) {
      return Trial.refused(version, champion.version(), String.valueOf(e.getMessage()));
    }
  }

  /** A graph that computes something else fails at parity, everything else at the contract. */
  private static Trial refused(String version, Scorer champion, RefusedBundle e) {
    String why = String.valueOf(e.getMessage());
    if (e.reason() != RefusedBundle.Reason.PARITY)
      return Trial.refused(version, champion.version(), why);
    var none = new Requests(new double[0], new double[0]);
    return new Trial(
        version,
        champion.version(),
        java.util.Optional.empty(),
        Double.POSITIVE_INFINITY,
        List.of(),
        none,
        false,
        0,
        0,
        List.of(),
        List.of(),
        List.of());
  }

  private Trial measured(ModelStore.Accepted accepted, Scorer champion, Gathered evidence)
      throws OrtException {
    var outcomes = evidence.heldOut();
    var failures = new LongAdder();
    var pace = new Pace();
    Bundle bundle = accepted.bundle();
    long bytes = NativeMemory.of(bundle, pace);
    var challenger = new OnnxScorer(bundle, failures);
    try {
      var asked = asked(outcomes);
      var trial =
          new Trial(
              challenger.version(),
              champion.version(),
              java.util.Optional.empty(),
              accepted.parity(),
              outcomes(challenger, champion, outcomes, pace),
              requests(challenger, champion, asked, pace),
              !(champion instanceof Baseline),
              micros(challenger, asked, pace),
              bytes,
              outcomes(challenger, champion, evidence.earlier(), pace),
              servedBy(champion, evidence.served()),
              evidence.doubts());
      return failures.sum() == 0 ? trial : failing(trial, failures.sum());
    } finally {
      challenger.retire();
    }
  }

  private static Trial failing(Trial trial, long times) {
    return Trial.refused(
        trial.challenger(),
        trial.champion(),
        "its graph failed or gave no number for " + times + " of those it was asked about");
  }

  private static List<Outcome> outcomes(
      Scorer challenger, Scorer champion, List<Example> all, Pace pace) {
    var outcomes = new ArrayList<Outcome>(all.size());
    for (Example e : all) {
      outcomes.add(
          new Outcome(e.label(), challenger.predict(e.features()), champion.predict(e.features())));
      pace.step();
    }
    return outcomes;
  }

  private static List<Served> servedBy(Scorer champion, List<Served> all) {
    return all.stream()
        .filter(one -> one.made().version().equals(champion.version()) && one.came().isPresent())
        .toList();
  }

  private List<Features> asked(List<Example> outcomes) {
    var asked = new ArrayList<>(slot.recorded());
    outcomes.stream()
        .limit(Math.max(0, MOST_REQUESTS - asked.size()))
        .forEach(e -> asked.add(e.features()));
    return asked;
  }

  private static Requests requests(
      Scorer challenger, Scorer champion, List<Features> asked, Pace pace) {
    return new Requests(
        probabilities(challenger, asked, pace), probabilities(champion, asked, pace));
  }

  private static double[] probabilities(Scorer scorer, List<Features> asked, Pace pace) {
    double[] all = new double[asked.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = scorer.predict(asked.get(i)).purchaseProbability();
      pace.step();
    }
    return all;
  }

  /** Time for a row, in a batch of many: the best of some rounds, since others work meanwhile. */
  private double micros(Scorer scorer, List<Features> asked, Pace pace) {
    var rows = asked.isEmpty() ? List.of(anybody.get()) : asked;
    long best = Long.MAX_VALUE;
    for (int round = 0; round < TIMED_ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < TIMED_ROWS; i++) scorer.predict(rows.get(i % rows.size()));
      best = Math.min(best, System.nanoTime() - start);
      pace.step();
    }
    return best / 1e3 / TIMED_ROWS;
  }
}
