// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import dev.worth.core.promotion.Tally;
import dev.worth.core.scoring.Prediction;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a version answers while one is tried. Any thread may add. */
final class Counting {
  private static final int BINS = 1_000;

  /** A pause of the machine is not the model's: nothing counts for longer, microseconds. */
  private static final double LONGEST = 10_000;

  private final LongAdder answers = new LongAdder();
  private final LongAdder standIns = new LongAdder();
  private final DoubleAdder micros = new DoubleAdder();
  private final AtomicLongArray bins = new AtomicLongArray(BINS);

  /**
   * @param nanos that it took
   */
  void add(Prediction prediction, long nanos) {
    answers.increment();
    if (prediction.standIn().isPresent()) standIns.increment();
    micros.add(Math.min(LONGEST, nanos / 1e3));
    double p = prediction.purchaseProbability();
    if (p >= 0) bins.incrementAndGet((int) Math.min(BINS - 1, p * BINS));
  }

  Tally tally() {
    long[] histogram = new long[BINS];
    long all = 0;
    for (int i = 0; i < BINS; i++) all += histogram[i] = bins.get(i);
    return new Tally(all, standIns.sum(), micros.sum() / Math.max(1, all), histogram);
  }
}
