// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.training;

import dev.worth.core.learning.TrainingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of trainings.
 *
 * @param open the one under way
 * @param last the one started last, whatever became of it
 * @param ended the newest ones, oldest first, with what became of them
 * @param alarms the newest ones, oldest first
 */
record TrainingState(
    Optional<Run> open, Optional<Run> last, List<Ended> ended, List<TrainingEvent.Alarmed> alarms) {
  private static final int KEPT = 50;
  static final TrainingState NEW =
      new TrainingState(Optional.empty(), Optional.empty(), List.of(), List.of());

  /** A training that is over. */
  record Ended(Run run, boolean finished, String says) {}

  TrainingState evolve(TrainingEvent event) {
    return switch (event) {
      case TrainingEvent.Started e ->
          new TrainingState(Optional.of(e.run()), Optional.of(e.run()), ended, alarms);
      case TrainingEvent.Finished e -> ended(e.number(), true, e.says());
      case TrainingEvent.Failed e -> ended(e.number(), false, e.why());
      case TrainingEvent.Alarmed e -> new TrainingState(open, last, ended, with(alarms, e));
    };
  }

  private TrainingState ended(int number, boolean finished, String says) {
    if (open.isEmpty() || open.get().number() != number) return this;
    var over = new Ended(open.get(), finished, says);
    return new TrainingState(Optional.empty(), last, with(ended, over), alarms);
  }

  int next() {
    return last.map(Run::number).orElse(0) + 1;
  }

  Optional<TrainingPolicy.Last> lastForPolicy() {
    return last.map(run -> new TrainingPolicy.Last(run.cut(), run.labels()));
  }

  private static <T> List<T> with(List<T> all, T one) {
    var more = new ArrayList<>(all);
    more.add(one);
    return List.copyOf(more.subList(Math.max(0, more.size() - KEPT), more.size()));
  }
}
