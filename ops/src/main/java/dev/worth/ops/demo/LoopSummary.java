// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells people how the loop has turned. */
final class LoopSummary {
  private static final int LONGEST = 240;
  private final PrintWriter out;

  LoopSummary(PrintWriter out) {
    this.out = out;
  }

  void print(LoopReport report) {
    line("%s", report.source());
    trainings(report);
    registry(report.history());
    alarms(report.training());
    versions(report.versions());
    report.shock().ifPresent(this::shock);
    for (String table : report.tables()) line("%n%s", table.stripTrailing());
    report.months().ifPresent(months -> line("%n%s", months.markdown().stripTrailing()));
    line("%n%.0f s in all", report.seconds());
    out.flush();
  }

  private void trainings(LoopReport report) {
    line("%n%d trainings by themselves", report.turns());
    for (JsonNode run : report.training().path("trainings"))
      line(
          "  %-18s %s%n  %18s %s",
          run.path("version").asText(),
          cut(run.path("reason").asText()),
          "",
          cut(run.path("says").asText()));
  }

  /** What became of versions, step by step; that each was registered goes without saying. */
  private void registry(JsonNode history) {
    line("%nsteps of model versions");
    for (JsonNode event : history.path("events"))
      if (!event.path("event").asText().equals("registered"))
        line(
            "  %-12s %-18s %s",
            event.path("event").asText(), event.path("version").asText(), cut(stopped(event)));
  }

  private static String stopped(JsonNode event) {
    var gates = new ArrayList<String>();
    for (JsonNode result : event.at("/gates/results"))
      if (result.path("ruling").asText().equalsIgnoreCase("stopped"))
        gates.add(result.path("gate").asText() + " " + result.path("says").asText());
    return String.join("; ", gates);
  }

  /** Features move every week where everybody is new: only how often is told. */
  private void alarms(JsonNode training) {
    line("%nalarms");
    long features = 0;
    for (JsonNode alarm : training.path("alarms")) {
      boolean isFeature = alarm.path("what").asText().startsWith("feature ");
      if (isFeature) features++;
      else
        line(
            "  %.10s  %-14s %s",
            alarm.path("at").asText(), alarm.path("what").asText(), alarm.path("says").asText());
    }
    line("  and %d of single features, which start nothing", features);
  }

  private void versions(List<Version> versions) {
    line(
        "%n%-18s %-24s %9s %6s %6s %8s %8s %6s %8s %7s  %s",
        "version",
        "answered",
        "forecasts",
        "pred",
        "actual",
        "log-loss",
        "share's",
        "skill",
        "cover80",
        "spend%",
        "trained for");
    for (Version v : versions)
      line(
          "%-18s %s to %s %9d %6.3f %6.3f %8.4f %8.4f %6.3f %8.3f %+7.1f  %s",
          v.version(),
          v.from(),
          v.to(),
          v.forecasts(),
          v.predicted(),
          v.actual(),
          v.logLoss(),
          v.knowingShare(),
          v.skill(),
          v.coverage80(),
          v.spendBiasPct(),
          v.reason().split(":", 2)[0]);
    line("  share's: log-loss of who knows which share of each week's customers buys, and no more");
    line("  skill: 1 - log-loss over that; weeks differ, so compare versions by it");
  }

  private void shock(ShockSeen shock) {
    line(
        "%nthe shock of day %d %s; alarms on orders before it: %s",
        shock.day(),
        shock
            .noticedDay()
            .map(day -> "was noticed on day %d, after %d days".formatted(day, day - shock.day()))
            .orElse("was not noticed"),
        shock.falseDays().isEmpty() ? "none" : "on days " + shock.falseDays());
    line(
        "  %s",
        shock
            .repairedDay()
            .map(
                day ->
                    "expected spend of any four weeks missed what came by less than 15 %% again from day %d on"
                        .formatted(day))
            .orElse("the expected spend had not come back to within 15 % by the end"));
    var weeks = new ArrayList<String>();
    for (var week : shock.weeks()) weeks.add(week(week));
    line("  spend expected beside spend that came, by the day of the forecast, %%:");
    line("   %s", String.join(" ", weeks));
  }

  private static String week(ShockSeen.Week week) {
    return String.format(Locale.ROOT, "%d:%+.0f", week.day(), week.spendBiasPct());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
