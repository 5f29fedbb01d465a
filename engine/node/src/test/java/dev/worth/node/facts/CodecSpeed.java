// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.facts;

import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.*;
import java.util.ArrayList;
import java.util.List;

/** Prints what writing and reading a fact costs, in microseconds and bytes: run it by hand. */
final class CodecSpeed {
  private static final int ROUNDS = 12;
  private static final int FACTS = 400_000;

  public static void main(String[] args) {
    for (int round = 0; round < ROUNDS; round++) measure(mix());
    for (var fact : Samples.ALL) {
      System.out.printf("%-22s %4d bytes%n", FactTypes.nameOf(fact), FactCodec.toCbor(fact).length);
    }
  }

  /** The mix of the benchmark: 60 % page views, 20 % product views, 8 % cart, 7 % orders. */
  private static List<CustomerEvent> mix() {
    var mix = new ArrayList<CustomerEvent>();
    add(mix, PageViewed.class, 60);
    add(mix, ProductViewed.class, 20);
    add(mix, CartItemAdded.class, 8);
    add(mix, OrderPlaced.class, 7);
    add(mix, CouponApplied.class, 3);
    add(mix, OrderRefunded.class, 2);
    return mix;
  }

  private static void add(List<CustomerEvent> mix, Class<?> kind, int times) {
    var fact = Samples.ALL.stream().filter(kind::isInstance).findFirst().orElseThrow();
    for (int i = 0; i < times; i++) mix.add(fact);
  }

  private static void measure(List<CustomerEvent> mix) {
    var written = new byte[mix.size()][];
    long bytes = 0;
    long start = System.nanoTime();
    for (int i = 0; i < FACTS; i++) {
      written[i % written.length] = FactCodec.toCbor(mix.get(i % written.length));
      bytes += written[i % written.length].length;
    }
    long middle = System.nanoTime();
    int same = 0;
    for (int i = 0; i < FACTS; i++) {
      if (FactCodec.fromCbor(written[i % written.length]).at() != null) same++;
    }
    long end = System.nanoTime();
    System.out.printf(
        "write %.2f us, read %.2f us, %d bytes a fact (%d)%n",
        (middle - start) / 1e3 / FACTS, (end - middle) / 1e3 / FACTS, bytes / FACTS, same);
  }

  private CodecSpeed() {}
}
