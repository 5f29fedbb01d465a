// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import dev.worth.core.scoring.Baseline;
import dev.worth.ops.wire.EngineClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Swaps models while scores are asked for and facts come in. First versions nobody has seen, one
 * every three seconds under a high and steady load: what waits longer around a swap than just
 * before it. Then two versions back and forth as fast as they will: what fails, what mixes
 * versions, what memory is left behind.
 */
final class Swaps {
  private static final int NEW_VERSIONS = 20;
  private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(3_000);

  /** What a swap may still do to others when it has been answered. */
  private static final long MARGIN = TimeUnit.MILLISECONDS.toNanos(250);

  private static final int WARM_UP = 20_000;
  private static final double QUIET_SECONDS = 15;

  /** Of the requests a second that this machine takes; beyond it waiting is only queueing. */
  private static final double SHARE = 0.6;

  private static final double SOAK_RATE = 1_000;
  private static final int SAMPLES = 20;
  private static final byte[] FORCE =
      "{\"by\":\"bench\",\"reason\":\"swap\",\"force\":true}".getBytes(StandardCharsets.UTF_8);

  /** So long before a new version, others are what they are without one. */
  private static final long CONTROL = TimeUnit.MILLISECONDS.toNanos(1_200);

  /** From the first byte of a new version to the margin after its last switch. */
  private record Window(long from, long to) {
    boolean holds(SwapLoad.Answer answer) {
      return from <= answer.due() + answer.micros() * 1_000 && answer.due() <= to;
    }

    boolean isJustBefore(SwapLoad.Answer answer) {
      return from - CONTROL <= answer.due() && answer.due() + answer.micros() * 1_000 < from;
    }
  }

  private final ServerProcess server;
  private final EngineClient client;
  private final Consumer<String> say;
  private final SwapLoad load;
  private final SwapMemory memory;
  private final List<Window> windows = new ArrayList<>();
  private final List<Double> answers = new ArrayList<>();
  private final List<Double> switches = new ArrayList<>();
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private boolean isNewest = true;
  private int failures;

  Swaps(ServerProcess server, Consumer<String> say, List<Workload.Line> lines) {
    this.server = server;
    this.client = new EngineClient(URI.create("http://127.0.0.1:" + server.port()));
    this.say = say;
    load = new SwapLoad(server.port(), lines);
    memory = new SwapMemory(server, client);
  }

  Map<String, Object> run(int swaps, long seed) throws IOException, InterruptedException {
    var bundles =
        List.of(BenchModel.train("bench-2", seed + 1), BenchModel.train("bench-3", seed + 2));
    for (byte[] bundle : bundles) BenchModel.register(server.port(), bundle);
    try (var watch = new SwapWatch(client, say)) {
      for (int i = 0; i < 3; i++) load.fastest(WARM_UP);
      paced(bundles, load.fastest(WARM_UP));
      soak(swaps);
      figures.put("answers_compared", watch.compared());
      figures.put("answers_mixing_versions", watch.mixed());
      figures.put("failed", failures + load.failures() + watch.failed());
    }
    return figures;
  }

  private void paced(List<byte[]> bundles, double fastest) throws InterruptedException {
    double rate = Math.floor(fastest * SHARE / 100) * 100;
    say.accept("%.0f requests a second of %.0f".formatted(rate, fastest));
    load.steady(rate, QUIET_SECONDS);
    var before = load.steady(rate, QUIET_SECONDS);
    var swapper = Thread.ofPlatform().start(() -> swapNew(bundles));
    var during = load.steady(rate, (NEW_VERSIONS + 1) * EVERY / 1e9);
    swapper.join();
    var after = load.steady(rate, QUIET_SECONDS);
    figures.put("requests_per_s", rate);
    figures.put("requests_per_s_at_most", Math.round(fastest));
    for (boolean isRead : List.of(true, false))
      latencies(isRead ? "read" : "write", isRead, before, during, after);
    figures.put("new_versions", switches.size());
    figures.put("switch_ms_p50_p99_max", spread(switches));
    figures.put("register_and_promote_ms_p50_p99_max", spread(answers));
    switches.clear();
  }

  private void latencies(
      String what,
      boolean isRead,
      List<SwapLoad.Answer> before,
      List<SwapLoad.Answer> during,
      List<SwapLoad.Answer> after) {
    var told = new LinkedHashMap<String, Object>();
    told.put("before", millis(SwapLoad.latency(before, a -> a.isRead() == isRead)));
    told.put(
        "during_swaps",
        millis(SwapLoad.latency(during, a -> a.isRead() == isRead && isInWindow(a))));
    told.put(
        "just_before_swaps",
        millis(SwapLoad.latency(during, a -> a.isRead() == isRead && isJustBefore(a))));
    told.put("after", millis(SwapLoad.latency(after, a -> a.isRead() == isRead)));
    figures.put(what + "_ms", told);
  }

  private boolean isInWindow(SwapLoad.Answer answer) {
    return windows.stream().anyMatch(w -> w.holds(answer));
  }

  private boolean isJustBefore(SwapLoad.Answer answer) {
    return !isInWindow(answer) && windows.stream().anyMatch(w -> w.isJustBefore(answer));
  }

  private static Map<String, Object> millis(Histogram micros) {
    var told = HttpBench.millis(micros);
    told.put("requests", micros.getTotalCount());
    return told;
  }

  private void swapNew(List<byte[]> bundles) {
    long start = System.nanoTime();
    for (int i = 0; i < NEW_VERSIONS; i++) {
      byte[] zip = BenchModel.named(bundles.get(i % bundles.size()), "bench-new-" + i);
      sleepUntil(start + (i + 1) * EVERY - EVERY / 2);
      long from = System.nanoTime();
      attempt(() -> BenchModel.register(server.port(), zip));
      swap("bench-new-" + i, "promote");
      answers.add((System.nanoTime() - from) / 1e6);
      windows.add(new Window(from, System.nanoTime() + MARGIN));
    }
  }

  private static void sleepUntil(long nanos) {
    for (long wait = nanos - System.nanoTime(); wait > 0; wait = nanos - System.nanoTime())
      java.util.concurrent.locks.LockSupport.parkNanos(wait);
  }

  private void swap(String version, String how) {
    byte[] body = how.equals("promote") ? FORCE : new byte[0];
    attempt(
        () ->
            switches.add(
                client
                    .post("/v1/models/" + version + "/" + how, "application/json", body)
                    .path("switch_ms")
                    .asDouble(Double.NaN)));
  }

  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      say.accept("a swap failed: " + e.getMessage());
      failures++;
    }
  }

  private void soak(int swaps) throws IOException, InterruptedException {
    int every = Math.max(1, swaps / SAMPLES);
    swap("bench-2", "promote");
    swap("bench-3", "promote");
    switches.clear();
    say.accept(memory.look(0).toString());
    for (int done = 0; done < swaps; done += every) {
      int some = Math.min(every, swaps - done);
      var swapper = Thread.ofPlatform().start(() -> backAndForth(some));
      while (swapper.isAlive()) load.steady(SOAK_RATE, 1);
      swapper.join();
      say.accept(memory.look(done + some).toString());
    }
    figures.put("soak_swaps", switches.size());
    figures.put("soak_switch_ms_p50_p99_max", spread(switches));
    ended();
  }

  /** Away from the newest and back, so the two take turns whatever the number is. */
  private void backAndForth(int swaps) {
    for (int i = 0; i < swaps; i++)
      if (isNewest) {
        swap("bench-3", "rollback");
        isNewest = false;
      } else {
        swap("bench-3", "promote");
        isNewest = true;
      }
  }

  /** Nobody is left in the runtime when the baseline answers. */
  private void ended() throws IOException, InterruptedException {
    swap(Baseline.VERSION, "promote");
    memory.look(switches.size());
    figures.put("memory_by_swaps_mib", memory.samples());
    figures.put("sessions_opened", memory.opened());
    figures.put("sessions_closed", memory.closed());
  }

  private static List<Double> spread(List<Double> millis) {
    double[] sorted = millis.stream().mapToDouble(d -> d).sorted().toArray();
    if (sorted.length == 0) return List.of();
    return List.of(
        HttpBench.round(sorted[sorted.length / 2]),
        HttpBench.round(sorted[(int) (sorted.length * 0.99)]),
        HttpBench.round(sorted[sorted.length - 1]));
  }
}
