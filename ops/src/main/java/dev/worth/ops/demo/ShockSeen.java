// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.ops.simulation.Shock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the loop made of a planted shock.
 *
 * @param day of the shock
 * @param noticedDay when drift of what customers do was first told of after it; empty if never
 * @param falseDays days before it on which the same kind of drift was told of
 * @param repairedDay the first weekly cut-off after the shock from which on the expected spend of
 *     each four weeks together missed what came by less than {@value #REPAIRED} %; empty if never
 * @param weeks from four before the shock on
 */
record ShockSeen(
    int day,
    Optional<Long> noticedDay,
    List<Long> falseDays,
    Optional<Long> repairedDay,
    List<Week> weeks) {
  private static final int REPAIRED = 15;
  private static final int TOGETHER = 4;
  private static final Duration WEEK = Duration.ofDays(7);

  /** Forecasts of one weekly cut-off. */
  record Week(
      long day, String version, double predicted, double actual, double spent, double expected) {
    double spendBiasPct() {
      return 100 * (expected / spent - 1);
    }
  }

  static Optional<ShockSeen> of(
      Shock shock, Instant first, int days, JsonNode training, JsonNode byWeek) {
    if (shock.day() >= days) return Optional.empty();
    var told = days(first, training);
    var weeks =
        Version.sorted(byWeek).stream()
            .filter(cohort -> cohort.path("due").asLong() > 0)
            .map(cohort -> week(first, cohort))
            .filter(week -> week.day() >= shock.day() - TOGETHER * WEEK.toDays())
            .toList();
    return Optional.of(
        new ShockSeen(
            shock.day(),
            told.stream().filter(day -> day > shock.day()).findFirst(),
            told.stream().filter(day -> day <= shock.day()).toList(),
            repaired(shock.day(), weeks),
            weeks));
  }

  /** Days on which it was told that orders are not what they were, each once. */
  private static List<Long> days(Instant first, JsonNode training) {
    var days = new ArrayList<Long>();
    for (JsonNode alarm : training.path("alarms")) {
      if (!alarm.path("what").asText().startsWith("order-")) continue;
      long day = Duration.between(first, Instant.parse(alarm.path("at").asText())).toDays();
      if (!days.contains(day)) days.add(day);
    }
    return days;
  }

  private static Week week(Instant first, JsonNode cohort) {
    Instant at = LocalDate.parse(Version.week(cohort)).atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Week(
        Duration.between(first, at).toDays(),
        cohort.path("cohort").asText().split(" ", 2)[0],
        cohort.path("predicted_share").asDouble(),
        cohort.path("actual_share").asDouble(),
        cohort.path("actual_spend").asDouble(),
        cohort.path("predicted_spend").asDouble());
  }

  private static Optional<Long> repaired(int shock, List<Week> weeks) {
    var after = weeks.stream().filter(week -> week.day() > shock).toList();
    Optional<Long> since = Optional.empty();
    for (int i = 0; i + TOGETHER <= after.size(); i++) {
      boolean good = Math.abs(bias(after.subList(i, i + TOGETHER))) < REPAIRED;
      if (!good) since = Optional.empty();
      else if (since.isEmpty()) since = Optional.of(after.get(i).day());
    }
    return since;
  }

  private static double bias(List<Week> weeks) {
    double spent = weeks.stream().mapToDouble(Week::spent).sum();
    return 100 * (weeks.stream().mapToDouble(Week::expected).sum() / spent - 1);
  }
}
