// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How long the first read of a customer takes after a restart, when the customer has a thousand
 * events.
 */
final class Recovery {
  static final int CUSTOMERS = 300;
  private static final int EVENTS = 1_000;

  /** First reads with the snapshots as configured, then with none. */
  static Map<String, Object> run(Path folder) throws IOException, InterruptedException {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("events_per_customer", EVENTS);
    figures.put("with_snapshot_ms", firstReads(folder.resolve("recovery-snapshots"), List.of()));
    var none = List.of("-Dworth.snapshot-every=1000000");
    figures.put("without_snapshot_ms", firstReads(folder.resolve("recovery-plain"), none));
    return figures;
  }

  private static Map<String, Object> firstReads(Path data, List<String> options)
      throws IOException, InterruptedException {
    try (var server = ServerProcess.start(data, options)) {
      var load = new Load(server.port(), 8, 0);
      load.run(
          CUSTOMERS, n -> Connection.post("/v1/events", HttpBench.NDJSON, history(n)), n -> false);
      server.killAndRestart("nobody");
      return HttpBench.millis(reads(server.port()));
    }
  }

  private static Histogram reads(int port) throws IOException {
    var latency = new Histogram(3);
    try (var connection = new Connection(port)) {
      for (int i = 0; i < 200; i++)
        connection.call(Connection.get("/v1/customers/unknown-" + i + "/score"));
      for (int i = 0; i < CUSTOMERS; i++) {
        long start = System.nanoTime();
        connection.call(Connection.get("/v1/customers/long-" + i + "/score"));
        latency.recordValue((System.nanoTime() - start) / 1_000);
      }
    }
    return latency;
  }

  private static List<byte[]> history(int customer) {
    var lines = new ArrayList<byte[]>(EVENTS);
    for (var line : Workload.generate(EVENTS + EVENTS / 50, 1, 1_000 + customer)) {
      String json = HttpBench.text(line.json()).replace(line.customer(), "long-" + customer);
      lines.add(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return lines;
  }

  private Recovery() {}
}
