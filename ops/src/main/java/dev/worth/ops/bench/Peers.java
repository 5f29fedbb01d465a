// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the peers' own benchmark in the same window of time, and reads its figures. */
final class Peers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path folder;

  /**
   * @param folder with {@code run.sh} and {@code bench.py}; it is written to
   * @throws IllegalArgumentException if it holds no peers' benchmark, or cannot be written
   */
  Peers(Path folder) {
    if (!Files.isRegularFile(folder.resolve("run.sh"))) {
      throw new IllegalArgumentException(
          "no run.sh in " + folder + ": name a copy of the peers' benchmark");
    }
    if (!Files.isWritable(folder)) {
      throw new IllegalArgumentException(
          folder + " cannot be written: copy the peers' benchmark elsewhere and name the copy");
    }
    this.folder = folder;
  }

  /** Measures one peer once; its figures under our names. */
  Map<String, Object> measure(String name, boolean quick) throws IOException, InterruptedException {
    long before = raw().size();
    var command = new ArrayList<>(List.of("./run.sh", "--peer", name, "--reps", "1"));
    if (quick) command.add("--quick");
    var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    int exit = process.redirectOutput(folder.resolve("bench.log").toFile()).start().waitFor();
    List<String> lines = raw();
    if (exit != 0 || lines.size() <= before) {
      throw new IllegalStateException(
          "peer " + name + " failed with " + exit + ", see " + folder.resolve("bench.log"));
    }
    return figures(JSON.readTree(lines.getLast()));
  }

  private List<String> raw() throws IOException {
    Path file = folder.resolve("results/raw.jsonl");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static Map<String, Object> figures(JsonNode raw) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("style", raw.path("peer").asText());
    put(figures, "events_per_s", raw.path("per_s"));
    put(figures, "cpu_s_per_million", raw.path("cpu_s_per_m"));
    put(figures, "disk_bytes_per_event_total", raw.path("total_bytes_per_event"));
    put(figures, "memory_mib", raw.path("pss_mb"));
    latency(figures, "event_to_score_half_rate_ms", raw.path("e2e_half"));
    latency(figures, "score_reads_64_connections_ms", raw.path("query_closed64"));
    latency(figures, "score_reads_1000_per_s_ms", raw.path("query_1000ps"));
    put(figures, "kill_to_first_score_s", raw.path("recovery_s"));
    if (raw.has("truth")) figures.put("counts", raw.path("truth").asText());
    return figures;
  }

  private static void put(Map<String, Object> figures, String name, JsonNode value) {
    if (value.isNumber()) figures.put(name, value.numberValue());
  }

  private static void latency(Map<String, Object> figures, String name, JsonNode node) {
    if (node.isMissingNode()) return;
    var figure = new LinkedHashMap<String, Object>();
    put(figure, "p50", node.path("p50_ms"));
    put(figure, "p99", node.path("p99_ms"));
    put(figure, "per_s", node.path("per_s"));
    put(figure, "events_per_s", node.path("rate"));
    figures.put(name, figure);
  }
}
