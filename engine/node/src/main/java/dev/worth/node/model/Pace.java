// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps long work from those who answer meanwhile: after a piece of it, a rest several times as
 * long. One thread's.
 */
final class Pace {
  /** Shorter than what an answer takes to be noticed as late. */
  private static final long PIECE = TimeUnit.MILLISECONDS.toNanos(1);

  /** Three quarters of one core stay with the others. */
  private static final int RESTS = 3;

  /** Where the machine is so busy that a piece took long, the end must come all the same. */
  private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(3);

  private long since = System.nanoTime();

  /** Call it between any two steps: rests when enough was done since the last rest. */
  void step() {
    long worked = System.nanoTime() - since;
    if (worked < PIECE) return;
    LockSupport.parkNanos(Math.min(LONGEST_REST, RESTS * worked));
    since = System.nanoTime();
  }
}
