// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.learning.Cutoff;
import dev.worth.core.scoring.Backbone;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * What a family is asked to learn from.
 *
 * @param history up to the cut
 * @param horizonDays asked for
 * @param seed of every random choice
 * @param progress is told the finished share, 0 to 1
 * @param start an earlier model
 * @param made what was made of this history already
 */
record Task(
    History history,
    double horizonDays,
    long seed,
    DoubleConsumer progress,
    Optional<Start> start,
    Made made) {
  /** From nothing. */
  Task(History history, double horizonDays, long seed, DoubleConsumer progress) {
    this(history, horizonDays, seed, progress, Optional.empty(), new Made());
  }

  List<Cutoff> landmarks() {
    return Landmarks.of(history.from(), history.cut(), horizonDays);
  }

  /** The same learning as it would have been at an earlier cut. */
  Task asOf(Cutoff earlier, DoubleConsumer otherProgress) {
    return new Task(
        history.until(earlier.at()), earlier.horizonDays(), seed, otherProgress, start, new Made());
  }

  Task startingFrom(Optional<Start> other) {
    return new Task(history, horizonDays, seed, progress, other, made);
  }

  /** The same work with its progress told otherwise. */
  Task telling(DoubleConsumer otherProgress) {
    return new Task(history, horizonDays, seed, otherProgress, start, made);
  }

  /** An earlier fit of buying till one dies, where the start has one. */
  Optional<Backbone> backbone() {
    return start.flatMap(Start::backbone);
  }

  /** A part of a piece of work, told as such. */
  static DoubleConsumer part(DoubleConsumer whole, double from, double to) {
    return share -> whole.accept(from + share * (to - from));
  }
}
