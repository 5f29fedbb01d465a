// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Kills the engine again and again under load; a client that repeats what was not acknowledged must
 * find all of it once.
 */
final class KillRounds {
  private static final int CONNECTIONS = 16;
  private static final int BATCH = 100;

  static Map<String, Object> run(
      ServerProcess server, List<Workload.Line> lines, int rounds, Consumer<String> say)
      throws IOException, InterruptedException {
    var random = new Random(7);
    var seconds = new ArrayList<Double>();
    int share = lines.size() / rounds / BATCH * BATCH;
    int failures = 0;
    for (int round = 0; round < rounds; round++) {
      var some = lines.subList(round * share, (round + 1) * share);
      var load = new Background(server.port(), some);
      Thread.sleep(300 + random.nextInt(1_200));
      seconds.add(server.killAndRestart(Workload.customer(round)));
      failures += load.join().failures();
      say.accept(
          "kill %d of %d: first answer after %.2f s"
              .formatted(round + 1, rounds, seconds.getLast()));
    }
    var counts = new CountCheck(server).against(lines.subList(0, rounds * share));
    return figures(rounds, seconds, failures, counts);
  }

  private static Map<String, Object> figures(
      int rounds, List<Double> seconds, int failures, CountCheck.Outcome counts) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("rounds", rounds);
    figures.put("requests_repeated", failures);
    figures.put("kill_to_first_score_s_worst", HttpBench.round(Collections.max(seconds)));
    figures.put(
        "kill_to_first_score_s_median",
        HttpBench.round(seconds.stream().sorted().toList().get(rounds / 2)));
    figures.put("counts", counts.asMap());
    return figures;
  }

  /** A load that runs while something else happens. */
  private static final class Background {
    private final Thread thread;
    private volatile Load.Result result =
        new Load.Result(0, 0, 0, 0, new org.HdrHistogram.Histogram(3));

    Background(int port, List<Workload.Line> lines) {
      var bodies = Load.batches(lines, BATCH, HttpBench.BULK, HttpBench.NDJSON);
      thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      result =
                          new Load(port, CONNECTIONS, 0)
                              .run(lines.size() / BATCH, bodies, n -> false);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
    }

    Load.Result join() throws InterruptedException {
      thread.join();
      return result;
    }
  }

  private KillRounds() {}
}
