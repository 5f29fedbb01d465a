// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Worth's figures as ratios to the peers' of the same round: what a machine does to one it does to
 * the other.
 */
final class Comparison {
  /** A figure of one of our jobs beside the same figure of peers. */
  private record Line(String title, String job, List<String> peers, List<String> path) {}

  private static final List<Line> LINES =
      List.of(
          new Line(
              "batched events/s",
              "batch",
              List.of("kstreams-eos", "pg-100", "redis-always-100"),
              List.of("events_per_s")),
          new Line(
              "batched CPU-s per million",
              "batch",
              List.of("kstreams-eos", "redis-always-100"),
              List.of("cpu_s_per_million")),
          new Line("single events/s", "single", List.of("redis-always-1"), List.of("events_per_s")),
          new Line(
              "event to score p99",
              "batch",
              List.of("pg-100"),
              List.of("event_to_score_half_rate_ms", "p99")));

  /**
   * @param rounds of each round our jobs' rows and the peers' rows by name
   * @return for each figure and peer the median ratio of the rounds, and their range; empty when no
   *     peer was measured
   */
  static Map<String, Object> of(List<Map<String, Map<String, Object>>> rounds) {
    var ratios = new LinkedHashMap<String, Object>();
    for (Line line : LINES) {
      for (String peer : line.peers()) {
        var each = ratios(rounds, line, peer);
        if (!each.isEmpty()) ratios.put(line.title() + " against " + peer, told(each));
      }
    }
    return ratios;
  }

  private static List<Double> ratios(
      List<Map<String, Map<String, Object>>> rounds, Line line, String peer) {
    var ratios = new ArrayList<Double>();
    for (var round : rounds) {
      Object ours = at(round.get(line.job()), line.path());
      Object theirs = at(round.get(peer), line.path());
      if (ours instanceof Number a && theirs instanceof Number b)
        ratios.add(a.doubleValue() / b.doubleValue());
    }
    return ratios;
  }

  private static Object at(@Nullable Object row, List<String> path) {
    Object value = row == null ? "" : row;
    for (String key : path)
      value = value instanceof Map<?, ?> map && map.get(key) != null ? map.get(key) : "";
    return value;
  }

  private static String told(List<Double> ratios) {
    String median = twoPlaces(Rounds.median(ratios)) + "x";
    return ratios.size() == 1
        ? median
        : median
            + " ("
            + twoPlaces(Collections.min(ratios))
            + " to "
            + twoPlaces(Collections.max(ratios))
            + ")";
  }

  private static String twoPlaces(double ratio) {
    return String.format(java.util.Locale.ROOT, "%.2f", ratio);
  }

  private Comparison() {}
}
