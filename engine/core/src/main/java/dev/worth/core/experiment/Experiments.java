// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

import dev.worth.core.experiment.ExperimentEvent.Created;
import dev.worth.core.experiment.ExperimentEvent.Started;
import dev.worth.core.experiment.ExperimentEvent.Stopped;
import dev.worth.core.experiment.ExperimentRecord.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All experiments of a shop, in the order they were made: state and rules, immutable. */
public final class Experiments {
  public static final Experiments NONE = new Experiments(Map.of());

  /** Bounds what is kept in memory. */
  static final int MOST = 10_000;

  private static final int LONGEST_REASON = 500;

  private final Map<String, ExperimentRecord> all;

  private Experiments(Map<String, ExperimentRecord> all) {
    this.all = all;
  }

  /** The answer to a wish: an event to journal, or why not. */
  public sealed interface Answer {}

  public record Accepted(ExperimentEvent event) implements Answer {}

  /**
   * @param detail names the value and the remedy
   */
  public record Refused(Why why, String detail) implements Answer {}

  /** Kinds of refusal. */
  public enum Why {
    /** There is no such experiment. */
    UNKNOWN,
    /** It contradicts what is there. */
    CONFLICT
  }

  /** Experiments in the order they were made. */
  public List<ExperimentRecord> list() {
    return List.copyOf(all.values());
  }

  public Optional<ExperimentRecord> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  public Answer create(Experiment experiment, Instant now) {
    if (all.containsKey(experiment.id()))
      return conflict("experiment '%s' exists: choose another id", experiment.id());
    if (all.size() >= MOST)
      return conflict("there are %s experiments, which is the most there can be", all.size());
    return new Accepted(new Created(experiment, now));
  }

  public Answer start(String id, Instant now) {
    var found = all.get(id);
    if (found == null) return unknown(id);
    if (found.status() != Status.DRAFT)
      return conflict("experiment '%s' was started before: create another", id);
    var other = ModelArms.of(list()).running();
    return found.experiment().hasModels() && other.isPresent()
        ? conflict(
            "experiment '%s' decides which model answers whom already: stop it first",
            other.get().id())
        : new Accepted(new Started(id, now));
  }

  public Answer stop(String id, String reason, Instant now) {
    var found = all.get(id);
    if (found == null) return unknown(id);
    if (found.status() != Status.RUNNING)
      return conflict("experiment '%s' is not running: there is nothing to stop", id);
    String kept = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    return new Accepted(new Stopped(id, now, kept));
  }

  public Experiments evolve(ExperimentEvent event) {
    var next = new LinkedHashMap<>(all);
    switch (event) {
      case Created e -> next.put(e.id(), ExperimentRecord.of(e));
      case Started e -> next.computeIfPresent(e.id(), (id, was) -> was.started(e.at()));
      case Stopped e -> next.computeIfPresent(e.id(), (id, was) -> was.stopped(e.at(), e.reason()));
    }
    return new Experiments(next);
  }

  private static Refused unknown(String id) {
    return new Refused(
        Why.UNKNOWN, "there is no experiment '" + id + "': GET /v1/experiments lists them");
  }

  private static Refused conflict(String detail, Object value) {
    return new Refused(Why.CONFLICT, detail.formatted(value));
  }
}
