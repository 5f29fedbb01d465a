// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.core.learning.Metrics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Results as people read them: one table per task, ours first, beside the baselines. */
final class Report {
  private static final String HEADER =
      """
      | model | AUC | log-loss | Brier | ECE | n.Gini | Spearman | MAE | RMSE | bias % | decile MAPE | 80 %: cov / above / score | 90 %: cov / above / score | pinball | seconds | log-loss against (95 %) |
      |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
      """;

  private Report() {}

  /**
   * @param notCovered tasks that were asked for and have no orders
   */
  static String markdown(List<Evaluation.Result> results, List<String> notCovered) {
    var text = new StringBuilder("# Evaluation\n");
    results.forEach(result -> text.append(task(result)));
    for (String task : notCovered)
      text.append("\n## ").append(task).append("\n\nNot covered: not a history of orders.\n");
    return text.toString();
  }

  private static String task(Evaluation.Result result) {
    var first = result.rows().getFirst().measures();
    return "\n## %s\n\nCut %s, %.0f days, %,d customers, %.1f %% buy. Ours in bold.\n\n"
            .formatted(
                result.task(),
                result.cut(),
                result.horizonDays(),
                first.n(),
                100 * first.baseRate())
        + HEADER
        + result.rows().stream().map(Report::row).collect(Collectors.joining());
  }

  private static String row(Evaluation.Row row) {
    var m = row.measures();
    return String.join(
        " | ",
        (row.ours() ? "| **" + row.model() + "**" : "| " + row.model()),
        purchase(m.purchase()),
        spend(m.spend()),
        interval(m, "80"),
        interval(m, "90"),
        m.meanPinball() == null || m.meanSpend() == 0 ? "-" : number("%.2f", m.meanPinball()),
        row.seconds() == null ? "-" : number("%.1f", row.seconds()),
        difference(row.difference()) + " |\n");
  }

  private static String purchase(Metrics.@Nullable Purchase p) {
    if (p == null) return "- | - | - | -";
    return String.join(
        " | ",
        number("%.4f", p.auc()),
        number("%.4f", p.logLoss()),
        number("%.4f", p.brier()),
        number("%.3f", p.ece10()));
  }

  private static String spend(Metrics.@Nullable Spend s) {
    if (s == null || Double.isNaN(s.normGini())) return "- | - | - | - | - | -";
    return String.join(
        " | ",
        number("%.4f", s.normGini()),
        number("%.4f", s.spearman()),
        number("%.1f", s.mae()),
        number("%.0f", s.rmse()),
        number("%.1f", s.biasPct()),
        number("%.2f", s.decileMape()));
  }

  private static String interval(Measures m, String level) {
    var i = m.interval().get(level);
    if (i == null || m.meanSpend() == 0) return "-";
    return String.join(
        " / ",
        number("%.3f", i.coverage()),
        number("%.3f", i.above()),
        number("%.0f", i.intervalScore()));
  }

  private static String difference(@Nullable Difference d) {
    if (d == null) return "-";
    return "%s %+.4f (%+.4f..%+.4f)".formatted(d.against(), d.logLoss(), d.low(), d.high());
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
