// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

import java.time.Instant;

/** What happened to an experiment itself; journaled for ever. */
public sealed interface ExperimentEvent {
  String id();

  Instant at();

  /** It was described; nobody is assigned yet. */
  record Created(Experiment experiment, Instant at) implements ExperimentEvent {
    @Override
    public String id() {
      return experiment.id();
    }
  }

  /** From now on customers are assigned. */
  record Started(String id, Instant at) implements ExperimentEvent {}

  /**
   * From now on nobody is assigned; outcomes of the exposed are still awaited.
   *
   * @param reason in the words of who stopped it, may be empty
   */
  record Stopped(String id, Instant at, String reason) implements ExperimentEvent {}
}
