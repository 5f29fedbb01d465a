// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * One repetition of the peers' job against a fresh engine: warm up, full speed, half speed, reads,
 * a kill under load, and at the end every customer's counts against the truth. Phases take the next
 * lines of one workload, so that nothing is sent twice but on purpose.
 */
final class HttpBench {
  private static final int HOT_CUSTOMERS = 1_000;
  private static final int HALF_RATE_SECONDS = 7;
  private static final int MOST_HALF_RATE_EVENTS = 150_000;
  static final String BULK = "/v1/events?score=changed";
  static final String NDJSON = "application/x-ndjson";

  /**
   * How events are posted.
   *
   * @param batch events a request
   * @param connections the client keeps open
   */
  record Style(String name, int batch, int connections) {}

  private final ServerProcess server;
  private final List<Workload.Line> lines;
  private final Style style;
  private final Consumer<String> say;
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private int position;

  HttpBench(ServerProcess server, List<Workload.Line> lines, Style style, Consumer<String> say) {
    this.server = server;
    this.lines = lines;
    this.style = style;
    this.say = say;
  }

  /**
   * Runs all phases; {@code events} is the size of the full-speed one, a third of it (at most
   * 60,000) warms up.
   */
  Map<String, Object> run(int events, boolean withKill) throws IOException, InterruptedException {
    figures.put("style", style.name());
    ingest(warmUp(events), 0);
    double perSecond = fullSpeed(events);
    halfSpeed(perSecond / 2);
    reads();
    readsWhileIngesting(perSecond / 2);
    if (withKill) kill(perSecond * 0.4);
    counts();
    return figures;
  }

  static int warmUp(int events) {
    return Math.min(60_000, Math.max(20_000, events / 3));
  }

  private double fullSpeed(int events) throws IOException, InterruptedException {
    long disk = server.diskBytes();
    double cpu = server.cpuSeconds();
    var result = ingest(events, 0);
    double perSecond = events / result.seconds();
    figures.put("events", events);
    figures.put("events_per_s", Math.round(perSecond));
    figures.put("cpu_s_per_million", round((server.cpuSeconds() - cpu) / events * 1e6));
    Thread.sleep(1_200);
    figures.put("disk_bytes_per_event", Math.round((double) (server.diskBytes() - disk) / events));
    figures.put("disk_bytes_per_event_total", Math.round((double) server.diskBytes() / position));
    figures.put("memory_mib", server.memoryMiB());
    figures.put("full_speed_ms", millis(result.latency()));
    say.accept(style.name() + ": " + Math.round(perSecond) + " events/s");
    return perSecond;
  }

  private void halfSpeed(double rate) throws InterruptedException {
    int events = (int) Math.min(rate * HALF_RATE_SECONDS, MOST_HALF_RATE_EVENTS);
    var result = ingest(events, rate);
    var half = millis(result.latency());
    half.put("events_per_s", Math.round(rate));
    figures.put("event_to_score_half_rate_ms", half);
  }

  private void reads() throws InterruptedException {
    new Load(server.port(), 64, 0).run(20_000, reading(1), n -> true);
    var closed = new Load(server.port(), 64, 0).run(60_000, reading(2), n -> true);
    var figure = millis(closed.latency());
    figure.put("per_s", Math.round(closed.perSecond()));
    figures.put("score_reads_64_connections_ms", figure);
    var open = new Load(server.port(), 64, 1_000).run(6_000, reading(3), n -> true);
    figures.put("score_reads_1000_per_s_ms", millis(open.latency()));
  }

  private void readsWhileIngesting(double rate) throws InterruptedException {
    int events = (int) Math.min(rate * HALF_RATE_SECONDS, MOST_HALF_RATE_EVENTS);
    var ingest = Thread.ofPlatform().start(() -> quietly(events, rate));
    var reads =
        new Load(server.port(), 64, 1_000).run(HALF_RATE_SECONDS * 1_000, reading(4), n -> true);
    ingest.join();
    figures.put("score_reads_1000_per_s_while_ingesting_ms", millis(reads.latency()));
  }

  private void quietly(int events, double rate) {
    try {
      ingest(events, rate);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void kill(double rate) throws IOException, InterruptedException {
    int events = (int) Math.min(rate * 14, MOST_HALF_RATE_EVENTS);
    var load = Thread.ofPlatform().start(() -> quietly(events, rate));
    Thread.sleep(5_000);
    double seconds = server.killAndRestart(Workload.customer(0));
    load.join();
    figures.put("kill_to_first_score_s", round(seconds));
  }

  private void counts() throws InterruptedException {
    figures.put("counts", new CountCheck(server).against(lines.subList(0, position)).asMap());
  }

  private Load.Result ingest(int events, double eventsPerSecond) throws InterruptedException {
    var some = lines.subList(position, Math.min(lines.size(), position + events));
    if (some.size() < events)
      throw new IllegalStateException("the workload is too short: generate more lines");
    position += events;
    int requests = (events + style.batch() - 1) / style.batch();
    var load = new Load(server.port(), style.connections(), eventsPerSecond / style.batch());
    return load.run(
        requests, Load.batches(some, style.batch(), BULK, NDJSON), n -> scored(some, n));
  }

  /**
   * A request counts for event-to-score latency when one of its events is answered with a score.
   */
  private boolean scored(List<Workload.Line> some, int request) {
    int from = request * style.batch();
    return some.subList(from, Math.min(some.size(), from + style.batch())).stream()
        .anyMatch(Workload.Line::scored);
  }

  /** Scores of hot customers, as in the peers' query load. */
  static IntFunction<byte[]> reading(long seed) {
    double[] zipf = Workload.zipf(HOT_CUSTOMERS);
    return n -> {
      var random = new Random(seed * 1_000_003 + n);
      return Connection.get(
          "/v1/customers/" + Workload.customer(Workload.rank(zipf, random)) + "/score");
    };
  }

  static Map<String, Object> millis(Histogram micros) {
    var figure = new LinkedHashMap<String, Object>();
    figure.put("p50", round(micros.getValueAtPercentile(50) / 1e3));
    figure.put("p99", round(micros.getValueAtPercentile(99) / 1e3));
    figure.put("p999", round(micros.getValueAtPercentile(99.9) / 1e3));
    figure.put("max", round(micros.getMaxValue() / 1e3));
    return figure;
  }

  static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }

  static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
