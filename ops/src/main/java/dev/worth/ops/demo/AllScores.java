// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.ops.terminal.Progress;
import dev.worth.ops.wire.EngineClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks for every customer's score and adds them up. */
final class AllScores {
  private static final int A_REQUEST = 1_000;

  private final EngineClient engine;
  private final Instant asOf;
  private final double horizonDays;

  AllScores(EngineClient engine, Instant asOf, double horizonDays) {
    this.engine = engine;
    this.asOf = asOf;
    this.horizonDays = horizonDays;
  }

  /** One answer per customer; one without a score says why. */
  List<JsonNode> of(List<String> customers) {
    var scores = new ArrayList<JsonNode>(customers.size());
    try (var progress = Progress.of("scoring", customers.size())) {
      for (int i = 0; i < customers.size(); i += A_REQUEST) {
        var some = customers.subList(i, Math.min(customers.size(), i + A_REQUEST));
        var asked = Map.of("customers", some, "horizon", horizonDays, "as_of", asOf.toString());
        engine.ask("/v1/scores", asked).path("scores").forEach(scores::add);
        progress.step(some.size());
      }
    }
    return scores;
  }

  static DemoReport.Totals totals(
      List<JsonNode> answers, double horizonDays, String currency, double seconds) {
    var scores = answers.stream().map(a -> a.path("score")).filter(JsonNode::isObject).toList();
    return new DemoReport.Totals(
        answers.size(),
        scores.size(),
        horizonDays,
        sum(scores, "/purchase_probability"),
        sum(scores, "/expected_orders"),
        sum(scores, "/expected_spend/amount"),
        currency,
        stages(scores),
        seconds);
  }

  private static double sum(List<JsonNode> scores, String pointer) {
    return scores.stream().mapToDouble(s -> s.at(pointer).asDouble()).sum();
  }

  private static Map<String, Long> stages(List<JsonNode> scores) {
    return scores.stream()
        .collect(
            Collectors.groupingBy(
                s -> s.path("stage").asText(), TreeMap::new, Collectors.counting()));
  }
}
