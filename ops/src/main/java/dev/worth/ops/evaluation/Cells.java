// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.core.learning.Metrics;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The cells of a task's table in Markdown; a dash for what is not foretold. */
final class Cells {
  static final List<String> HEADER =
      List.of(
          "AUC",
          "log-loss",
          "Brier",
          "ECE",
          "n.Gini",
          "Spearman",
          "MAE",
          "RMSE",
          "bias %",
          "decile MAPE",
          "80 %: below / above / score",
          "90 %: below / above / score",
          "pinball",
          "orders MAE",
          "seconds");

  static String of(Evaluation.Row row) {
    var m = row.measures();
    return String.join(
        " | ",
        purchase(m.purchase()),
        spend(m.spend()),
        interval(m, "80"),
        interval(m, "90"),
        m.meanPinball() == null || m.meanSpend() == 0 ? "-" : number("%.2f", m.meanPinball()),
        m.orders() == null ? "-" : number("%.3f", m.orders().mae()),
        row.seconds() == null ? "-" : number("%.1f", row.seconds()));
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
        number("%.3f", i.below()),
        number("%.3f", i.above()),
        number("%.0f", i.intervalScore()));
  }

  static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  private Cells() {}
}
