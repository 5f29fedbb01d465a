// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** Tells people how the loop has turned. */
final class LoopSummary {
  private final PrintStream out;

  LoopSummary(PrintStream out) {
    this.out = out;
  }

  void print(LoopDemo.Report report) {
    out.println(report.source());
    out.printf("%n%d trainings by itself%n", report.turns());
    for (JsonNode run : report.training().path("trainings"))
      out.printf(
          "  %-20s %s: %s%n",
          run.path("version").asText(), run.path("reason").asText(), run.path("says").asText());
    out.println();
    out.println("alarms");
    for (JsonNode alarm : report.training().path("alarms"))
      out.printf(
          "  %.10s  %-24s %s%n",
          alarm.path("at").asText(), alarm.path("what").asText(), alarm.path("says").asText());
    shock(report);
    for (String table : report.tables()) {
      out.println();
      out.print(table);
    }
    out.printf("%n%.0f s in all%n", report.seconds());
  }

  private void shock(LoopDemo.Report report) {
    if (report.shockDay() >= report.days()) return;
    out.println();
    report
        .noticedDay()
        .ifPresentOrElse(
            day ->
                out.printf(
                    "the shock of day %d was noticed on day %d, after %d days%n",
                    report.shockDay(), day, day - report.shockDay()),
            () -> out.printf("the shock of day %d was not noticed%n", report.shockDay()));
  }
}
