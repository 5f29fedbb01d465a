// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Half load for a long while: what the live heap and the whole process take, minute by minute. */
final class Soak {
  private static final int BATCH = 100;
  private static final int CONNECTIONS = 16;
  private final ServerProcess server;
  private final double eventsPerSecond;
  private final Consumer<String> say;
  private final List<Map<String, Long>> samples = new ArrayList<>();

  Soak(ServerProcess server, double eventsPerSecond, Consumer<String> say) {
    this.server = server;
    this.eventsPerSecond = eventsPerSecond;
    this.say = say;
  }

  /** Runs minute by minute; events carry times of the last weeks, so none is from the future. */
  Map<String, Object> run(int minutes, int customers, long seed)
      throws IOException, InterruptedException {
    int perMinute = (int) (eventsPerSecond * 60) / BATCH * BATCH;
    Instant start = Instant.now().minus(Duration.ofDays(28));
    long step = Duration.ofDays(27).toMillis() / Math.max(1, (long) minutes * perMinute);
    var workload = Workload.from(customers, seed, start, Math.max(1, step));
    long failures = 0;
    for (int minute = 1; minute <= minutes; minute++) {
      var lines = workload.next(perMinute);
      var load = new Load(server.port(), CONNECTIONS, eventsPerSecond / BATCH);
      var bodies = Load.batches(lines, BATCH, HttpBench.BULK, HttpBench.NDJSON);
      failures += load.run(perMinute / BATCH, bodies, n -> false).failures();
      sample(minute);
    }
    return figures(minutes, (long) minutes * perMinute, failures);
  }

  private void sample(int minute) throws IOException, InterruptedException {
    var sample = new LinkedHashMap<String, Long>();
    sample.put("minute", (long) minute);
    sample.put("live_heap_mib", Memory.liveHeapBytes(server.pid()) >> 20);
    sample.put("process_mib", server.memoryMiB());
    sample.put("disk_mib", server.diskBytes() >> 20);
    samples.add(sample);
    say.accept("soak " + sample);
  }

  private Map<String, Object> figures(int minutes, long events, long failures) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("minutes", minutes);
    figures.put("events", events);
    figures.put("events_per_s", Math.round(eventsPerSecond));
    figures.put("requests_repeated", failures);
    figures.put("live_heap_mib_first_and_last_third", thirds("live_heap_mib"));
    figures.put("process_mib_first_and_last_third", thirds("process_mib"));
    figures.put("samples", samples);
    return figures;
  }

  /**
   * Means over the first and the last third: equal when memory is flat. The very first sample is
   * warm-up.
   */
  private List<Double> thirds(String name) {
    int third = Math.max(1, samples.size() / 3);
    int from = Math.min(1, samples.size() - 1);
    return List.of(
        mean(name, from, Math.max(from + 1, third)),
        mean(name, samples.size() - third, samples.size()));
  }

  private double mean(String name, int from, int to) {
    var some = samples.subList(from, to).stream().mapToLong(s -> s.getOrDefault(name, 0L));
    return HttpBench.round(some.average().orElse(0));
  }
}
