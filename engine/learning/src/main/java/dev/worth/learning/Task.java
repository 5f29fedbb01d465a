// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.learning.Cutoff;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * What a family is asked to learn from.
 *
 * @param history up to the cut
 * @param horizonDays asked for
 * @param seed of every random choice
 * @param progress is told the finished share, 0 to 1
 */
record Task(History history, double horizonDays, long seed, DoubleConsumer progress) {
  List<Cutoff> landmarks() {
    return Landmarks.of(history.from(), history.cut(), horizonDays);
  }

  /** The same learning as it would have been at an earlier cut. */
  Task asOf(Cutoff earlier, DoubleConsumer otherProgress) {
    return new Task(history.until(earlier.at()), earlier.horizonDays(), seed, otherProgress);
  }

  /** A part of a piece of work, told as such. */
  static DoubleConsumer part(DoubleConsumer whole, double from, double to) {
    return share -> whole.accept(from + share * (to - from));
  }
}
