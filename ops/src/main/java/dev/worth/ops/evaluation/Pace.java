// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.ops.terminal.Progress;
import java.io.PrintWriter;
import java.time.Duration;

/** Tells how far a long evaluation is, and how long it may take, by what it took so far. */
final class Pace implements AutoCloseable {
  private static final long HOUR = 3_600;

  private final int total;
  private final PrintWriter told;
  private final Progress progress;
  private final long start = System.nanoTime();
  private int done;

  /**
   * @param told gets a line for each piece of work, for those who watch no terminal
   */
  Pace(int total, PrintWriter told) {
    this.total = total;
    this.told = told;
    progress = Progress.of("evaluating", total);
  }

  void done(String what) {
    done++;
    progress.step(1);
    told.println(line(what, done, total, Duration.ofNanos(System.nanoTime() - start)));
    told.flush();
  }

  static String line(String what, int done, int total, Duration taken) {
    long left = Math.round((double) taken.toMillis() / done * (total - done) / 1_000);
    return "%s done: %d of %d, %s".formatted(what, done, total, left(left));
  }

  private static String left(long seconds) {
    if (seconds < 60) return seconds + " s left";
    return seconds < HOUR
        ? "about %d min left".formatted(Math.round(seconds / 60.0))
        : "about %.1f h left".formatted((double) seconds / HOUR);
  }

  @Override
  public void close() {
    progress.close();
  }
}
