// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds what is under way, so that a slow journal makes clients wait and never memory grow. */
final class Headroom {
  private static final int RETRY_AFTER_SECONDS = 1;

  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  Headroom(long limit) {
    this.limit = limit;
  }

  /**
   * @throws Overloaded when that much is not left
   */
  void take(int facts) {
    long now = taken.addAndGet(facts);
    if (now <= limit) return;
    taken.addAndGet(-facts);
    throw new Overloaded(now - facts, RETRY_AFTER_SECONDS);
  }

  void giveBack(int facts) {
    taken.addAndGet(-facts);
  }

  long taken() {
    return taken.get();
  }
}
