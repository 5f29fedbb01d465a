// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.core.monitoring.Cohort;
import dev.worth.core.monitoring.Served;
import dev.worth.node.learning.Learning;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What was foretold against what came. */
final class ReportRoutes {
  private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

  private static final Map<String, Function<Served, String>> COHORTS =
      Map.of(
          "all", served -> "all",
          "version", served -> served.made().version(),
          "stage", served -> served.made().stage().name().toLowerCase(Locale.ROOT),
          "basis", served -> served.made().basis().name().toLowerCase(Locale.ROOT),
          "week", served -> served.made().at().toString().substring(0, 10),
          "cohort", served -> served.since().map(ReportRoutes::month).orElse("unknown"));

  private final Learning learning;
  private final Executor blocking;

  ReportRoutes(Learning learning, Executor blocking) {
    this.learning = learning;
    this.blocking = blocking;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/reports/forecasts", this::forecasts)
            .taking("by", "from", "to", "format")
            .producing("application/json", "text/plain"));
  }

  private CompletionStage<HttpResponse> forecasts(Exchange x) {
    var by = x.parameter("by", ReportRoutes::known).orElse("version");
    Instant from = x.parameter("from", Questions::moment).orElse(Instant.EPOCH);
    Instant to = x.parameter("to", Questions::moment).orElse(EVER);
    boolean text = x.parameter("format", ReportRoutes::isText).orElse(false);
    return CompletableFuture.supplyAsync(
            () -> Cohort.by(learning.served(from, to), common(by)), blocking)
        .thenApply(
            cohorts ->
                text ? Replies.text(table(cohorts)) : Replies.json(out -> write(out, by, cohorts)));
  }

  private static String known(String by) {
    for (String one : parts(by))
      if (!COHORTS.containsKey(one))
        throw new IllegalArgumentException(
            "is '%s': send one of %s, or some of them with commas between"
                .formatted(one, COHORTS.keySet().stream().sorted().toList()));
    return by;
  }

  /** What was once one name is two. */
  private static List<String> parts(String by) {
    return List.of(by.replace("version_week", "version,week").split(",", -1));
  }

  private static Function<Served, String> common(String by) {
    var parts = parts(by).stream().map(one -> COHORTS.getOrDefault(one, s -> "")).toList();
    return served ->
        parts.stream().map(part -> part.apply(served)).collect(Collectors.joining(" "));
  }

  private static String month(Instant time) {
    return time.toString().substring(0, 7);
  }

  private static boolean isText(String format) {
    if (format.equals("text") || format.equals("json")) return format.equals("text");
    throw new IllegalArgumentException("is '" + format + "': send json or text");
  }

  static String table(List<Cohort> cohorts) {
    var table = new StringBuilder();
    table.append(
        "%-32s %9s %9s %7s %7s %8s %8s %6s %6s %6s %7s %12s %12s %7s%n"
            .formatted(
                "cohort",
                "forecasts",
                "due",
                "pred",
                "actual",
                "logloss",
                "expected",
                "auc",
                "exp.",
                "ece",
                "cover80",
                "spend pred",
                "spend act",
                "bias%"));
    for (var c : cohorts)
      table.append(
          "%-32s %9d %9d %7.3f %7.3f %8.4f %8.4f %6.3f %6.3f %6.3f %7.3f %12.0f %12.0f %7.1f%n"
              .formatted(
                  c.name(),
                  c.forecasts(),
                  c.due(),
                  c.predictedShare(),
                  c.actualShare(),
                  c.logLoss(),
                  c.expectedLogLoss(),
                  c.auc(),
                  c.expectedAuc(),
                  c.ece(),
                  c.coverage().getOrDefault(80, Double.NaN),
                  c.predictedSpend(),
                  c.actualSpend(),
                  c.spendBiasPct()));
    return table.toString();
  }

  private static void write(JsonGenerator out, String by, List<Cohort> cohorts) throws IOException {
    out.writeStartObject();
    out.writeStringField("by", by);
    out.writeArrayFieldStart("cohorts");
    for (var cohort : cohorts) write(out, cohort);
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Cohort c) throws IOException {
    out.writeStartObject();
    out.writeStringField("cohort", c.name());
    out.writeNumberField("forecasts", c.forecasts());
    out.writeNumberField("due", c.due());
    number(out, "predicted_share", c.predictedShare());
    number(out, "actual_share", c.actualShare());
    number(out, "log_loss", c.logLoss());
    number(out, "expected_log_loss", c.expectedLogLoss());
    number(out, "auc", c.auc());
    number(out, "expected_auc", c.expectedAuc());
    number(out, "ece", c.ece());
    number(out, "coverage_50", c.coverage().getOrDefault(50, Double.NaN));
    number(out, "coverage_80", c.coverage().getOrDefault(80, Double.NaN));
    number(out, "coverage_95", c.coverage().getOrDefault(95, Double.NaN));
    number(out, "predicted_orders", c.predictedOrders());
    number(out, "actual_orders", c.actualOrders());
    number(out, "predicted_spend", c.predictedSpend());
    number(out, "actual_spend", c.actualSpend());
    number(out, "spend_bias_pct", c.spendBiasPct());
    out.writeEndObject();
  }

  /** What is not defined, as yet, is left out. */
  private static void number(JsonGenerator out, String name, double value) throws IOException {
    if (Double.isFinite(value)) Json.number(out, name, value);
  }
}
