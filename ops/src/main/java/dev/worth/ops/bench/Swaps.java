// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.core.scoring.Baseline;
import dev.worth.ops.wire.EngineClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Swaps two models again and again while scores are asked for and facts come in: what fails, what
 * waits, whether an answer ever mixes both, and what memory is left behind.
 */
final class Swaps {
  private static final int CONNECTIONS = 16;
  private static final double RATE = 1_000;
  private static final int ROUND = (int) (5 * RATE);
  private static final int WATCHED = 20;
  private static final int SAMPLE_EVERY = 50;
  private static final String EVENT = "application/cloudevents+json";
  private static final byte[] FORCE =
      "{\"by\":\"bench\",\"reason\":\"swap\",\"force\":true}".getBytes(StandardCharsets.UTF_8);

  private final ServerProcess server;
  private final EngineClient client;
  private final Consumer<String> say;
  private final List<Workload.Line> lines;
  private final List<Double> switches = new ArrayList<>();
  private final List<Long> memory = new ArrayList<>();
  private final AtomicBoolean swapping = new AtomicBoolean(true);
  private final Map<String, String> told = new ConcurrentHashMap<>();
  private final AtomicLong watched = new AtomicLong();
  private final AtomicLong mixed = new AtomicLong();
  private int next;
  private int failures;

  Swaps(ServerProcess server, Consumer<String> say, List<Workload.Line> lines) {
    this.server = server;
    this.client = new EngineClient(URI.create("http://127.0.0.1:" + server.port()));
    this.say = say;
    this.lines = lines;
  }

  Map<String, Object> run(int swaps, long seed) throws IOException, InterruptedException {
    BenchModel.register(server.port(), "bench-2", seed + 1);
    var warm = new Histogram(3);
    for (int i = 0; i < 2; i++) load(warm);
    var before = new Histogram(3);
    for (int i = 0; i < 3; i++) load(before);
    failures = 0;
    var during = swapped(swaps);
    client.post("/v1/models/" + Baseline.VERSION + "/promote", "application/json", FORCE);
    return figures(swaps, before, during);
  }

  private Histogram swapped(int swaps) throws InterruptedException {
    var during = new Histogram(3);
    var swapper = Thread.ofPlatform().start(() -> swap(swaps));
    var watcher = Thread.ofPlatform().start(this::watch);
    while (swapper.isAlive()) load(during);
    swapper.join();
    watcher.join();
    return during;
  }

  /** Half of the requests write, half read. */
  private void load(Histogram into) throws InterruptedException {
    int from = next;
    next = (next + ROUND) % (lines.size() - ROUND);
    var result =
        new Load(server.port(), CONNECTIONS, RATE)
            .run(ROUND, n -> request(lines.get(from + n), n), n -> true);
    failures += result.failures();
    into.add(result.latency());
  }

  private static byte[] request(Workload.Line line, int n) {
    return n % 2 == 0
        ? Connection.post("/v1/events", EVENT, List.of(line.json()))
        : Connection.get("/v1/customers/" + line.customer() + "/score");
  }

  private void swap(int swaps) {
    try {
      for (int i = 0; i < swaps; i++) {
        String path = i % 2 == 0 ? "/v1/models/bench-2/promote" : "/v1/models/bench-2/rollback";
        byte[] body = i % 2 == 0 ? FORCE : new byte[0];
        JsonNode list = client.post(path, "application/json", body);
        switches.add(list.path("switch_ms").asDouble(Double.NaN));
        if (i % SAMPLE_EVERY == 0) memory.add(server.memoryMiB());
        if (i % 200 == 199) say.accept("swap " + (i + 1) + " of " + swaps);
      }
    } catch (IOException | RuntimeException e) {
      say.accept("a swap failed: " + e.getMessage());
      failures++;
    } finally {
      swapping.set(false);
    }
  }

  /** A score of the past depends on the customer and the version alone: one body for both. */
  private void watch() {
    String moment = Instant.now().minus(400, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS) + "";
    while (swapping.get()) {
      String customer = "watched-" + watched.incrementAndGet() % WATCHED;
      String path =
          "/v1/customers/" + customer + "/score?explain=true&as_of=" + EngineClient.escaped(moment);
      JsonNode score = client.get(path);
      String key = customer + " " + score.path("model_version").asText();
      String first = told.putIfAbsent(key, score.toString());
      if (first != null && !first.equals(score.toString())) mixed.incrementAndGet();
    }
  }

  private Map<String, Object> figures(int swaps, Histogram before, Histogram during) {
    String metrics = new String(client.getBytes("/metrics"), StandardCharsets.UTF_8);
    var figures = new LinkedHashMap<String, Object>();
    figures.put("swaps", switches.size());
    figures.put("swaps_asked", swaps);
    figures.put("requests_during", during.getTotalCount());
    figures.put("failed", failures);
    figures.put("answers_compared", watched.get());
    figures.put("answers_mixing_versions", mixed.get());
    figures.put("p50_ms_before_during", both(before, during, 50));
    figures.put("p99_ms_before_during", both(before, during, 99));
    figures.put("switch_ms_p50_p99_max", switchTimes());
    figures.put("process_mib", memory);
    figures.put("sessions_opened", counter(metrics, "worth_model_sessions_opened_total"));
    figures.put("sessions_closed", counter(metrics, "worth_model_sessions_closed_total"));
    return figures;
  }

  private static List<Double> both(Histogram before, Histogram during, double percentile) {
    return List.of(
        HttpBench.round(before.getValueAtPercentile(percentile) / 1e3),
        HttpBench.round(during.getValueAtPercentile(percentile) / 1e3));
  }

  private List<Double> switchTimes() {
    double[] sorted = switches.stream().mapToDouble(d -> d).sorted().toArray();
    if (sorted.length == 0) return List.of();
    return List.of(
        HttpBench.round(sorted[sorted.length / 2]),
        HttpBench.round(sorted[(int) (sorted.length * 0.99)]),
        HttpBench.round(sorted[sorted.length - 1]));
  }

  private static long counter(String metrics, String name) {
    return Arrays.stream(metrics.split("\n"))
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(-1);
  }
}
