// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.ops.evaluation.Months;
import java.util.List;
import java.util.Optional;

/**
 * What came of a loop.
 *
 * @param shock empty when none was planted
 * @param turns trainings that came to their end
 * @param versions that answered, in the order in which they took over
 * @param training as {@code GET /v1/training} answers
 * @param history of the registry, as {@code GET /v1/models/history} answers
 * @param byVersion as {@code GET /v1/reports/forecasts} answers, and so for the others
 * @param tables the same for people
 * @param months compared with a rival; empty unless asked for
 */
record LoopReport(
    String source,
    int days,
    Optional<ShockSeen> shock,
    long turns,
    List<Version> versions,
    JsonNode training,
    JsonNode history,
    JsonNode byVersion,
    JsonNode byStage,
    JsonNode byBasis,
    JsonNode byWeek,
    List<String> tables,
    Optional<Months> months,
    double seconds) {

  static long turns(JsonNode training) {
    long turns = 0;
    for (JsonNode run : training.path("trainings")) if (run.path("finished").asBoolean()) turns++;
    return turns;
  }
}
