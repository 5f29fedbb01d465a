// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An experiment and where it stands.
 *
 * @param startedAt null before
 * @param stoppedAt null before
 * @param reason for stopping, empty before or if none was given
 */
public record ExperimentRecord(
    Experiment experiment,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant stoppedAt,
    String reason) {

  /** Where an experiment stands; only ever forward. */
  public enum Status {
    DRAFT,
    RUNNING,
    STOPPED
  }

  static ExperimentRecord of(ExperimentEvent.Created created) {
    return new ExperimentRecord(created.experiment(), created.at(), null, null, "");
  }

  public Status status() {
    if (stoppedAt != null) return Status.STOPPED;
    return startedAt != null ? Status.RUNNING : Status.DRAFT;
  }

  ExperimentRecord started(Instant at) {
    return new ExperimentRecord(experiment, createdAt, at, stoppedAt, reason);
  }

  ExperimentRecord stopped(Instant at, String why) {
    return new ExperimentRecord(experiment, createdAt, startedAt, at, why);
  }
}
