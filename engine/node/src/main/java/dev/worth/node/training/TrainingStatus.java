// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.training;

import dev.worth.core.monitoring.Alarm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where training stands.
 *
 * @param running the one under way
 * @param ended the newest ones, oldest first
 * @param alarms the newest ones, oldest first
 */
public record TrainingStatus(Optional<Running> running, List<Ended> ended, List<Raised> alarms) {
  /**
   * @param start the model it starts from
   * @param share finished, 0 to 1
   */
  public record Running(
      int number,
      String version,
      String reason,
      Instant cut,
      Optional<String> start,
      double share) {}

  /**
   * @param start the model it started from
   * @param says what became of it
   */
  public record Ended(
      int number,
      String version,
      String reason,
      Instant cut,
      Optional<String> start,
      boolean finished,
      String says) {}

  /** An alarm and when in the shop's time it was raised. */
  public record Raised(Instant at, Alarm alarm) {}

  static TrainingStatus of(TrainingState state, double share) {
    return new TrainingStatus(
        state.open().map(run -> running(run, share)),
        state.ended().stream().map(TrainingStatus::ended).toList(),
        state.alarms().stream().flatMap(a -> a.lines().stream().map(l -> raised(a, l))).toList());
  }

  private static Running running(Run run, double share) {
    return new Running(run.number(), run.version(), run.reason(), run.cut(), start(run), share);
  }

  private static Optional<String> start(Run run) {
    return run.start().map(Run.Start::version);
  }

  private static Ended ended(TrainingState.Ended e) {
    Run run = e.run();
    return new Ended(
        run.number(), run.version(), run.reason(), run.cut(), start(run), e.finished(), e.says());
  }

  private static Raised raised(TrainingEvent.Alarmed at, TrainingEvent.Line line) {
    return new Raised(at.at(), new Alarm(line.what(), line.figure(), line.limit(), line.says()));
  }
}
