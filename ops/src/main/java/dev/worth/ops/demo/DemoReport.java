// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the demo did and saw.
 *
 * @param source where the facts came from
 * @param asOf the moment the scores belong to
 * @param shown some customers' scores, by what they stand for
 */
record DemoReport(
    String source,
    Instant asOf,
    Sent sent,
    Training training,
    List<Shown> shown,
    Totals totals,
    String url,
    String data,
    double seconds) {

  /** What became of the facts. */
  record Sent(
      long facts,
      long accepted,
      long duplicate,
      long quarantined,
      long rejected,
      double seconds,
      double factsPerSecond,
      List<String> problems) {}

  /**
   * @param metrics of the model on the back-test inside the history, as its card tells
   * @param baseline the same of the scorer that is there before any training
   */
  record Training(
      String version,
      String family,
      double seconds,
      Map<String, Double> metrics,
      Map<String, Double> baseline) {}

  /**
   * @param who such as loyal, cooling, lapsed, prospect
   * @param score as the engine answered
   */
  record Shown(String who, JsonNode score) {}

  /** Sums over every customer. */
  record Totals(
      long customers,
      long scored,
      double horizonDays,
      double expectedBuyers,
      double expectedOrders,
      double expectedSpend,
      String currency,
      Map<String, Long> stages,
      double seconds) {}
}
