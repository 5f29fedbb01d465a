// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * How a model version did while it answered. Only forecasts whose outcome is there are counted.
 *
 * @param reason why it was trained; empty for the baseline
 * @param from the first week it answered in
 * @param to the last
 * @param predicted mean purchase probability
 * @param actual share that bought
 * @param knowingShare log-loss of who knows only, in hindsight, which share of each week's
 *     customers bought: other weeks are harder or easier, so a version is to be judged beside it
 * @param skill 1 - log-loss over that
 */
record Version(
    String version,
    String reason,
    String from,
    String to,
    long forecasts,
    double predicted,
    double actual,
    double logLoss,
    double knowingShare,
    double skill,
    double coverage80,
    double spendBiasPct) {

  /** From the report by version and week. */
  static List<Version> all(JsonNode byWeek, JsonNode training) {
    var weeks = new LinkedHashMap<String, List<JsonNode>>();
    for (JsonNode cohort : sorted(byWeek)) {
      if (cohort.path("due").asLong() == 0) continue;
      String version = cohort.path("cohort").asText().split(" ", 2)[0];
      weeks.computeIfAbsent(version, v -> new ArrayList<>()).add(cohort);
    }
    return weeks.entrySet().stream()
        .map(e -> of(e.getKey(), reason(e.getKey(), training), e.getValue()))
        .toList();
  }

  /** Weeks of versions in the order of time. */
  static List<JsonNode> sorted(JsonNode byWeek) {
    var cohorts = new ArrayList<JsonNode>();
    byWeek.path("cohorts").forEach(cohorts::add);
    cohorts.sort(java.util.Comparator.comparing(Version::week));
    return cohorts;
  }

  static String week(JsonNode cohort) {
    return cohort.path("cohort").asText().split(" ", 2)[1];
  }

  private static String reason(String version, JsonNode training) {
    for (JsonNode run : training.path("trainings"))
      if (run.path("version").asText().equals(version)) return run.path("reason").asText();
    return "";
  }

  private static Version of(String version, String reason, List<JsonNode> weeks) {
    double logLoss = mean(weeks, "log_loss");
    double knowing = 0;
    long all = 0;
    for (JsonNode week : weeks) {
      knowing += week.path("due").asLong() * entropy(week.path("actual_share").asDouble());
      all += week.path("due").asLong();
    }
    double share = knowing / all;
    return new Version(
        version,
        reason,
        week(weeks.getFirst()),
        week(weeks.getLast()),
        all,
        mean(weeks, "predicted_share"),
        mean(weeks, "actual_share"),
        logLoss,
        share,
        1 - logLoss / share,
        mean(weeks, "coverage_80"),
        100 * (sum(weeks, "predicted_spend") / sum(weeks, "actual_spend") - 1));
  }

  private static double mean(List<JsonNode> weeks, String figure) {
    double sum = 0;
    double all = 0;
    for (JsonNode week : weeks) {
      sum += week.path("due").asDouble() * week.path(figure).asDouble();
      all += week.path("due").asDouble();
    }
    return sum / all;
  }

  private static double sum(List<JsonNode> weeks, String figure) {
    return weeks.stream().mapToDouble(week -> week.path(figure).asDouble()).sum();
  }

  /** In nats. */
  private static double entropy(double p) {
    return p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log1p(-p);
  }
}
