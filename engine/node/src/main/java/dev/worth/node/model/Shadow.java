// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import dev.worth.core.features.Features;
import dev.worth.core.promotion.Tried;
import dev.worth.core.scoring.Prediction;
import dev.worth.core.scoring.Scorer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * A version that is scored beside the one that answers. It has one thread of its own, and what that
 * cannot keep up with is left out and counted: no answer ever waits for a shadow.
 */
final class Shadow {
  private static final int WAITING = 256;

  private final Scorer scorer;
  private final ExecutorService thread;
  private final Counting own = new Counting();
  private final Counting others = new Counting();
  private final LongAdder leftOut = new LongAdder();
  private final DoubleAdder answered = new DoubleAdder();
  private final DoubleAdder shadowed = new DoubleAdder();
  private final DoubleAdder apart = new DoubleAdder();

  /**
   * @param thread from {@link #thread()}
   */
  Shadow(Scorer scorer, ExecutorService thread) {
    this.scorer = scorer;
    this.thread = thread;
  }

  /** Ends with the virtual machine; its full queue throws {@code RejectedExecutionException}. */
  static ExecutorService thread() {
    var pool =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            work -> Thread.ofPlatform().daemon().name("shadow").unstarted(work));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  Scorer scorer() {
    return scorer;
  }

  /**
   * @param nanos that the answer took
   */
  void compare(Features features, Prediction answer, long nanos) {
    try {
      thread.execute(() -> add(features, answer, nanos));
    } catch (java.util.concurrent.RejectedExecutionException full) {
      leftOut.increment();
    }
  }

  private void add(Features features, Prediction answer, long nanos) {
    long began = System.nanoTime();
    Prediction shadow = scorer.predict(features);
    own.add(shadow, System.nanoTime() - began);
    others.add(answer, nanos);
    double p = answer.purchaseProbability();
    double q = shadow.purchaseProbability();
    answered.add(p);
    shadowed.add(q);
    apart.add(Math.abs(p - q));
  }

  ShadowFigures figures() {
    var tally = own.tally();
    long n = tally.answers();
    double of = Math.max(1, n);
    return new ShadowFigures(
        scorer.version(),
        n,
        leftOut.sum(),
        answered.sum() / of,
        shadowed.sum() / of,
        apart.sum() / of,
        tally.standIns(),
        tally.micros());
  }

  Tried tried() {
    return new Tried(own.tally(), others.tally());
  }
}
