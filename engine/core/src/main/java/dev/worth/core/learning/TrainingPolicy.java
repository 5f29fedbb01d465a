// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.learning;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When it is time to train. All times are the shop's.
 *
 * @param labels new ones since the last training that make another worth while
 * @param every at the latest after so long, if there are any new labels
 * @param least never twice within so long, but by command
 */
public record TrainingPolicy(long labels, Duration every, Duration least) {
  /** Why a training starts. */
  public enum Reason {
    /** There are labels and no model has ever been trained. */
    FIRST,
    /** Enough new labels. */
    VOLUME,
    /** The shop is not the one it was. */
    DRIFT,
    /** It has been long enough. */
    SCHEDULE,
    /** Somebody said so. */
    COMMAND
  }

  /** The last training: when in the shop's time, and how many labels there were. */
  public record Last(Instant at, long labels) {}

  /** Whether now is the time. */
  public Optional<Reason> reason(Optional<Last> last, Instant now, long labelled, boolean drifts) {
    if (labelled == 0) return Optional.empty();
    if (last.isEmpty()) return Optional.of(Reason.FIRST);
    Duration since = Duration.between(last.get().at(), now);
    long more = labelled - last.get().labels();
    if (since.compareTo(least) < 0) return Optional.empty();
    if (drifts) return Optional.of(Reason.DRIFT);
    if (more >= labels) return Optional.of(Reason.VOLUME);
    return since.compareTo(every) >= 0 && more > 0
        ? Optional.of(Reason.SCHEDULE)
        : Optional.empty();
  }
}
