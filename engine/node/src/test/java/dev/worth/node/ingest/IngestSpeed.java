// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import dev.worth.core.preparation.ShopRules;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Prints what reading one event costs, in microseconds and bytes of garbage: run it by hand. */
final class IngestSpeed {
  /** Processor time rather than the clock's: the machine may be busy with something else. */
  private static final ThreadMXBean CPU = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int EVENTS = 100_000;
  private static final int ROUNDS = 12;
  private static final String[] KINDS = {
    "page_viewed",
    "product_viewed",
    "product_added",
    "order_completed",
    "coupon_applied",
    "order_refunded"
  };
  private static final double[] SHARES = {.60, .80, .88, .95, .98, 1};
  private static final String[] CATEGORIES = {"shoes", "books", "garden", "kitchen", "toys"};
  private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

  public static void main(String[] args) {
    var ingest = new Ingest(ShopRules.of("EUR"));
    var events = events(new Random(1));
    for (int round = 0; round < ROUNDS; round++) batches(ingest, events);
    for (int round = 0; round < ROUNDS; round++) {
      long garbage = CPU.getCurrentThreadAllocatedBytes();
      long start = CPU.getCurrentThreadCpuTime();
      int facts = 0;
      for (byte[] event : events)
        if (ingest.read(event, 0, event.length, NOW) instanceof Reading.Fact) facts++;
      double micros = (CPU.getCurrentThreadCpuTime() - start) / 1e3 / EVENTS;
      garbage = CPU.getCurrentThreadAllocatedBytes() - garbage;
      System.out.printf(
          "%.2f us and %d bytes of garbage an event, %d facts of %d events of %d bytes%n",
          micros, garbage / EVENTS, facts, EVENTS, length(events));
    }
  }

  /** The same events as CloudEvents batches of a hundred. */
  private static void batches(Ingest ingest, List<byte[]> events) {
    var batches = new ArrayList<byte[]>();
    for (int i = 0; i < EVENTS; i += 100) {
      var texts = events.subList(i, i + 100).stream().map(event -> new String(event, UTF_8));
      batches.add(("[" + String.join(",", texts.toList()) + "]").getBytes(UTF_8));
    }
    long start = CPU.getCurrentThreadCpuTime();
    int facts = 0;
    for (byte[] batch : batches) facts += ingest.readBatch(batch, 0, batch.length, NOW).size();
    System.out.printf(
        "batches: %.2f us an event%n", (CPU.getCurrentThreadCpuTime() - start) / 1e3 / facts);
  }

  private static int length(List<byte[]> events) {
    return (int) events.stream().mapToInt(event -> event.length).average().orElseThrow();
  }

  /** As the load of the benchmark is made. */
  private static List<byte[]> events(Random random) {
    var events = new ArrayList<byte[]>();
    for (int i = 0; i < EVENTS; i++) events.add(event(random, i).getBytes(UTF_8));
    return events;
  }

  private static String event(Random random, int i) {
    double draw = random.nextDouble();
    int kind = 0;
    while (draw >= SHARES[kind]) kind++;
    String customer = String.format("c-%08d", random.nextInt(20_000));
    String category = CATEGORIES[random.nextInt(CATEGORIES.length)];
    Instant time = NOW.minusMillis(1_000_000_000L + random.nextInt(1_000_000));
    String coupon = kind == 4 ? "\"SPRING" + random.nextInt(50) + "\"" : "null";
    return "{\"specversion\":\"1.0\",\"id\":\"e-%09d\",\"source\":\"/shop/eu-%d\",\"type\":\"shop.%s\",\"time\":\"%s\",\"subject\":\"%s\",\"datacontenttype\":\"application/json\",\"data\":{\"customer\":\"%s\",\"amount\":%d,\"currency\":\"EUR\",\"category\":\"%s\",\"coupon\":%s,\"product\":\"p-%d\",\"page\":\"/%s/p\"}}"
        .formatted(
            i,
            1 + random.nextInt(3),
            KINDS[kind],
            time,
            customer,
            customer,
            kind >= 2 ? 199 + random.nextInt(40_000) : 0,
            category,
            coupon,
            100_000 + random.nextInt(900_000),
            category);
  }

  private IngestSpeed() {}
}
