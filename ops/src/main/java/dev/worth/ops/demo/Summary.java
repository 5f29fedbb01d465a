// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** The report for a person. */
final class Summary {
  private static final int REASONS = 3;
  private final PrintWriter out;
  private final DemoReport report;

  Summary(PrintWriter out, DemoReport report) {
    this.out = out;
    this.report = report;
  }

  void print() {
    line("%n%s", report.source());
    sent(report.sent());
    training(report.training());
    line("%nScores as of %s, for the next %.0f days", report.asOf(), report.totals().horizonDays());
    report.shown().forEach(this::customer);
    totals(report.totals());
    line("%nDone in %.1f s.", report.seconds());
    out.flush();
  }

  private void sent(DemoReport.Sent s) {
    line(
        "  %,d facts sent over HTTP in %.1f s (%,.0f a second): %,d accepted, %,d duplicate, %,d"
            + " quarantined, %,d rejected",
        s.facts(),
        s.seconds(),
        s.factsPerSecond(),
        s.accepted(),
        s.duplicate(),
        s.quarantined(),
        s.rejected());
    s.problems().forEach(problem -> line("    %s", problem));
  }

  private void training(DemoReport.Training t) {
    line(
        "%nModel %s (%s), trained from the journal in %.1f s",
        t.version(), t.family(), t.seconds());
    if (!t.metrics().containsKey("log_loss")) {
      line("  the history is too short for a back-test");
      return;
    }
    line("  back-test inside the history    %10s %10s", "model", "baseline");
    compared("purchase: log-loss", "log_loss", t);
    compared("purchase: AUC", "auc", t);
    compared("spend: total off by, %", "spend_bias_pct", t);
    compared("80 %% interval covers", "coverage_80", t);
  }

  private void compared(String what, String metric, DemoReport.Training t) {
    line(
        "    %-28s  %10s %10s",
        what.replace("%%", "%"), figure(t.metrics(), metric), figure(t.baseline(), metric));
  }

  private static String figure(Map<String, Double> metrics, String name) {
    Double value = metrics.get(name);
    return value == null ? "" : String.format(Locale.ROOT, "%.3f", value);
  }

  private void customer(DemoReport.Shown shown) {
    JsonNode s = shown.score();
    line(
        "  %-9s %-12s buys with %5.1f %%, %5.2f orders, spends %s %s (80 %%: %s to %s), basis %s",
        shown.who(),
        s.path("customer").asText(),
        100 * s.path("purchase_probability").asDouble(),
        s.path("expected_orders").asDouble(),
        money(s.at("/expected_spend/amount")),
        s.at("/expected_spend/currency").asText(),
        money(s.at("/expected_spend/intervals/1/lower")),
        money(s.at("/expected_spend/intervals/1/upper")),
        s.path("basis").asText());
    int told = 0;
    for (JsonNode part : s.path("contributions")) {
      if (told++ == REASONS) break;
      line(
          "            %+5.2f  %s: %s %s",
          part.path("log_odds").asDouble(),
          part.path("en").asText(),
          rounded(part.path("value").asDouble()),
          part.path("unit").asText());
    }
  }

  private static String money(JsonNode amount) {
    return String.format(Locale.ROOT, "%,.2f", amount.asDouble());
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.2f", value);
  }

  private void totals(DemoReport.Totals t) {
    line(
        "%nAll %,d of %,d customers scored in %.1f s: %,.0f will buy, %,.0f orders, %,.2f %s",
        t.scored(),
        t.customers(),
        t.seconds(),
        t.expectedBuyers(),
        t.expectedOrders(),
        t.expectedSpend(),
        t.currency());
    line("  stages: %s", t.stages());
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
