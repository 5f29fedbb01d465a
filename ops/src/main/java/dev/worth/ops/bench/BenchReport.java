// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The figures as a table for people: the job in rows beside the peers', then every other measure,
 * line by line.
 */
final class BenchReport {
  private static final List<String> JOBS = List.of("batch", "single", "bulk");

  private record Column(String title, String... path) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("events/s", "events_per_s"),
          new Column("lowest to highest", "events_per_s_range"),
          new Column("CPU-s per million", "cpu_s_per_million"),
          new Column("disk B/event", "disk_bytes_per_event_total"),
          new Column("MiB", "memory_mib"),
          new Column("event to score p50 ms", "event_to_score_half_rate_ms", "p50"),
          new Column("p99 ms", "event_to_score_half_rate_ms", "p99"),
          new Column("at events/s", "event_to_score_half_rate_ms", "events_per_s"),
          new Column("reads/s at 64", "score_reads_64_connections_ms", "per_s"),
          new Column("p99 ms at 64", "score_reads_64_connections_ms", "p99"),
          new Column("read p50 ms at 1,000/s", "score_reads_1000_per_s_ms", "p50"),
          new Column("p99 ms at 1,000/s", "score_reads_1000_per_s_ms", "p99"),
          new Column(
              "the same while ingesting p99 ms",
              "score_reads_1000_per_s_while_ingesting_ms",
              "p99"),
          new Column("kill -9 to first score s", "kill_to_first_score_s"),
          new Column("counts against the truth", "counts"));

  static String markdown(Map<String, Object> results) {
    var text = new StringBuilder("# Benchmark\n\n");
    text.append("Machine: ").append(results.get("machine")).append("\n\n");
    List<Map<String, Object>> rows = rows(results);
    if (!rows.isEmpty()) table(text, rows);
    results.forEach(
        (name, figures) -> {
          if (!JOBS.contains(name) && !name.equals("machine") && !name.equals("peers"))
            others(text, name, figures);
        });
    return text.toString();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> rows(Map<String, Object> results) {
    var rows = new ArrayList<Map<String, Object>>();
    for (String job : JOBS)
      if (results.get(job) instanceof Map<?, ?> row) rows.add((Map<String, Object>) row);
    if (results.get("peers") instanceof Map<?, ?> peers) {
      for (Object row : peers.values()) rows.add((Map<String, Object>) row);
    }
    return rows;
  }

  private static void table(StringBuilder text, List<Map<String, Object>> rows) {
    text.append("| |");
    COLUMNS.forEach(c -> text.append(' ').append(c.title()).append(" |"));
    text.append("\n|---|").append("---|".repeat(COLUMNS.size())).append('\n');
    for (var row : rows) {
      text.append("| ").append(row.get("style")).append(" |");
      COLUMNS.forEach(c -> text.append(' ').append(cell(row, c)).append(" |"));
      text.append('\n');
    }
    text.append('\n');
  }

  private static String cell(Map<String, Object> row, Column column) {
    Object value = row;
    for (String key : column.path()) value = value instanceof Map<?, ?> map ? map.get(key) : null;
    if (value == null) return "-";
    return value instanceof Number n && n.doubleValue() >= 1_000
        ? String.format(Locale.ROOT, "%,d", n.longValue())
        : value.toString();
  }

  private static void others(StringBuilder text, String name, Object figures) {
    text.append("## ").append(name).append("\n\n");
    if (figures instanceof Map<?, ?> map)
      map.forEach((k, v) -> text.append("- ").append(k).append(": ").append(v).append('\n'));
    text.append('\n');
  }

  private BenchReport() {}
}
