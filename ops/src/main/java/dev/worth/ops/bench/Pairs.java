// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes an event and reads the score at once, on another connection, asking for the sequence
 * number just acknowledged.
 */
final class Pairs {
  private static final int THREADS = 64;
  private static final ObjectMapper JSON = new ObjectMapper();
  private final int port;
  private final List<Workload.Line> lines;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger stale = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  private Pairs(int port, List<Workload.Line> lines) {
    this.port = port;
    this.lines = lines;
  }

  static Map<String, Object> run(int port, List<Workload.Line> lines) throws InterruptedException {
    var pairs = new Pairs(port, lines);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < THREADS; i++) threads.add(Thread.ofPlatform().start(pairs::work));
    for (Thread thread : threads) thread.join();
    var figures = new LinkedHashMap<String, Object>();
    figures.put("pairs", lines.size());
    figures.put("stale", pairs.stale.get());
    figures.put("not_answered", pairs.refused.get());
    return figures;
  }

  private void work() {
    try (var writer = new Connection(port);
        var reader = new Connection(port)) {
      for (int n = next.getAndIncrement(); n < lines.size(); n = next.getAndIncrement()) {
        pair(writer, reader, lines.get(n));
      }
    } catch (IOException e) {
      refused.incrementAndGet();
    }
  }

  private void pair(Connection writer, Connection reader, Workload.Line line) throws IOException {
    var written =
        writer.call(
            Connection.post("/v1/events", "application/cloudevents+json", List.of(line.json())));
    long acknowledged = JSON.readTree(written.body()).path("seq").asLong(-1);
    String path = "/v1/customers/" + line.customer() + "/score?min_seq=" + acknowledged;
    var read = reader.call(Connection.get(path));
    if (written.status() >= 300 || acknowledged < 1 || read.status() != 200)
      refused.incrementAndGet();
    else if (JSON.readTree(read.body()).path("seq").asLong(-1) < acknowledged)
      stale.incrementAndGet();
  }
}
