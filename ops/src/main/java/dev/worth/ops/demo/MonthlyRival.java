// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.ops.evaluation.MonthByMonth;
import dev.worth.ops.evaluation.MonthByMonth.Told;
import dev.worth.ops.evaluation.Months;
import dev.worth.ops.wire.EngineClient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Holds what the engine says at the first moment of each month against a refitted rival. */
final class MonthlyRival {
  private static final double LEVEL = 0.8;

  private final EngineClient engine;
  private final MonthByMonth comparison;
  private final double horizonDays;
  private final Instant end;

  /**
   * @param end nothing is known after it: a month whose horizon reaches beyond is left out
   */
  MonthlyRival(EngineClient engine, MonthByMonth comparison, Instant end) {
    this.engine = engine;
    this.comparison = comparison;
    horizonDays = comparison.horizonDays();
    this.end = end;
  }

  /** The engine has been told everything before this midnight, and has acted on it. */
  void ended(Instant midnight) {
    boolean isFirst = midnight.atZone(ZoneOffset.UTC).getDayOfMonth() == 1;
    boolean known = !midnight.plusMillis(millis()).isAfter(end);
    if (!isFirst || !known) return;
    var customers = comparison.customers(midnight);
    if (customers.isEmpty()) return;
    var answers = new AllScores(engine, midnight, horizonDays).of(customers);
    comparison.compare(midnight, answers.stream().map(MonthlyRival::told).toList());
  }

  private long millis() {
    return Math.round(horizonDays * Duration.ofDays(1).toMillis());
  }

  Months all() {
    return comparison.all();
  }

  private static Told told(JsonNode answer) {
    JsonNode score = answer.path("score");
    if (!score.isObject()) throw new IllegalStateException("no score came: " + answer);
    JsonNode spend = score.path("expected_spend");
    for (JsonNode interval : spend.path("intervals"))
      if (Math.abs(interval.path("level").asDouble() - LEVEL) < 1e-9)
        return new Told(
            score.path("model_version").asText(),
            score.path("purchase_probability").asDouble(),
            spend.path("amount").asDouble(),
            interval.path("lower").asDouble(),
            interval.path("upper").asDouble());
    throw new IllegalStateException("no 80 % interval in " + score);
  }
}
