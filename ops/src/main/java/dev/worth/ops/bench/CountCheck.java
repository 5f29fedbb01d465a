// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.worth.node.journal.JournalReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Compares every customer's counts per kind, read over HTTP, with what the workload says they must
 * be.
 */
final class CountCheck {
  private static final List<String> FIELDS =
      List.of(
          "page_viewed",
          "product_viewed",
          "cart_added",
          "order_placed",
          "coupon_applied",
          "order_refunded");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 1_000;
  private final ServerProcess server;

  CountCheck(ServerProcess server) {
    this.server = server;
  }

  /**
   * @param events that must have been counted, repeats left out
   * @param lost events missing that are not in quarantine either
   * @param quarantined events kept and answered as quarantined: a connection that stalls while
   *     others go on delivers later than the engine's lateness
   * @param twice events counted more than once
   * @param differing customers with any difference
   */
  record Outcome(
      long events, long lost, long quarantined, long twice, long customers, long differing) {
    Map<String, Object> asMap() {
      var map = new LinkedHashMap<String, Object>();
      map.put("events", events);
      map.put("lost", lost);
      map.put("quarantined", quarantined);
      map.put("twice", twice);
      map.put("customers", customers);
      map.put("differing", differing);
      return map;
    }
  }

  Outcome against(List<Workload.Line> lines) throws InterruptedException {
    var truth = Workload.truth(lines);
    var todo = new ConcurrentLinkedQueue<>(truth.entrySet());
    var lost = new AtomicLong();
    var twice = new AtomicLong();
    var differing = new AtomicLong();
    Runnable check =
        () -> {
          try (var connection = new Connection(server.port())) {
            for (var entry = todo.poll(); entry != null; entry = todo.poll()) {
              int[] got = counts(connection, entry.getKey());
              if (compare(entry.getValue(), got, lost, twice)) differing.incrementAndGet();
            }
          } catch (IOException e) {
            throw new IllegalStateException("cannot read the customers back", e);
          }
        };
    var threads =
        List.of(
            Thread.ofPlatform().start(check),
            Thread.ofPlatform().start(check),
            Thread.ofPlatform().start(check));
    for (Thread thread : threads) thread.join();
    if (!todo.isEmpty())
      throw new IllegalStateException(todo.size() + " customers could not be read back");
    long events = truth.values().stream().mapToLong(c -> java.util.Arrays.stream(c).sum()).sum();
    long held = quarantined();
    long missing = Math.max(0, lost.get() - held);
    return new Outcome(events, missing, held, twice.get(), truth.size(), differing.get());
  }

  /** Facts that were kept and not counted. */
  private long quarantined() {
    try (var journal = JournalReader.open(server.data().resolve("worth.db"))) {
      long count = 0;
      for (var page = journal.eventsTagged("quarantine", 0, PAGE);
          !page.isEmpty();
          page = journal.eventsTagged("quarantine", page.getLast().ordering(), PAGE))
        count += page.size();
      return count;
    }
  }

  private static boolean compare(int[] expected, int[] got, AtomicLong lost, AtomicLong twice) {
    boolean differs = false;
    for (int kind = 0; kind < expected.length; kind++) {
      if (got[kind] < expected[kind]) lost.addAndGet(expected[kind] - got[kind]);
      if (got[kind] > expected[kind]) twice.addAndGet(got[kind] - expected[kind]);
      differs |= got[kind] != expected[kind];
    }
    return differs;
  }

  private static int[] counts(Connection connection, String customer) throws IOException {
    var reply = connection.call(Connection.get("/v1/customers/" + customer));
    JsonNode counts = JSON.readTree(reply.body()).path("counts");
    return FIELDS.stream().mapToInt(f -> counts.path(f).asInt()).toArray();
  }
}
