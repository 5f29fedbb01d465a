// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.protocol.CustomerId;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;

/** The customers with the smallest places, at most so many: the same in any order of offering. */
final class Draw {
  private static final Comparator<Place> LAST_FIRST =
      Comparator.comparingLong(Place::place).thenComparing(p -> p.customer().value()).reversed();

  private final int most;
  private final PriorityQueue<Place> drawn = new PriorityQueue<>(LAST_FIRST);

  private record Place(long place, CustomerId customer) {}

  Draw(int most) {
    this.most = most;
  }

  void offer(long place, CustomerId customer) {
    drawn.add(new Place(place, customer));
    if (drawn.size() > most) drawn.poll();
  }

  void forEach(BiConsumer<Long, CustomerId> each) {
    drawn.forEach(p -> each.accept(p.place(), p.customer()));
  }
}
