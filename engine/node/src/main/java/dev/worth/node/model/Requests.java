// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import dev.worth.core.features.Features;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The newest questions that were asked: to warm a version with, and to compare two by. */
final class Requests {
  private static final int KEPT = 1 << 10;

  private final AtomicReferenceArray<Features> ring = new AtomicReferenceArray<>(KEPT);
  private final AtomicInteger next = new AtomicInteger();

  /** Any thread may call; what is overtaken is lost. */
  void record(Features features) {
    ring.setRelease(next.getAndIncrement() & (KEPT - 1), features);
  }

  /** All that are kept, in no order. */
  List<Features> kept() {
    var all = new ArrayList<Features>(KEPT);
    for (int i = 0; i < KEPT; i++) {
      Features features = ring.getAcquire(i);
      if (features != null) all.add(features);
    }
    return all;
  }
}
