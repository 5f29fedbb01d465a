// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.ops.evaluation.Evaluation.Result;
import dev.worth.ops.evaluation.Evaluation.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** All tasks at a glance: our models by tasks, by one figure, with the best baseline below. */
final class Overview {
  private static final Map<String, String> NAMES =
      Map.of(
          "log_loss",
          "log-loss",
          "score80",
          "80 % interval score",
          "score90",
          "90 % interval score");

  private final List<Result> results;

  Overview(List<Result> results) {
    this.results = results;
  }

  /** What a metric is called in text. */
  static String name(String metric) {
    return NAMES.getOrDefault(metric, metric);
  }

  String markdown() {
    return table("log_loss", "%.4f", Overview::logLoss)
        + table("score80", "%.0f", row -> score(row, "80"))
        + table("score90", "%.0f", row -> score(row, "90"));
  }

  private String table(String metric, String format, ToDoubleFunction<Row> figure) {
    int models = (int) results.getFirst().rows().stream().filter(Row::ours).count();
    var text = new StringBuilder("\n### By " + name(metric) + "\n\n| model |");
    results.forEach(result -> text.append(' ').append(result.task()).append(" |"));
    text.append("\n|---|").append("---|".repeat(results.size())).append('\n');
    for (int model = 0; model < models; model++) {
      text.append("| **").append(asked(model)).append("** |");
      for (var result : results)
        text.append(' ')
            .append(cell(result.rows().get(model), metric, format, figure))
            .append(" |");
      text.append('\n');
    }
    return text.append(best(format, figure)).toString();
  }

  /** The name a model was asked for by: which one auto chose differs from task to task. */
  private String asked(int model) {
    return results.getFirst().rows().get(model).model().replaceFirst(" \\(.*", "");
  }

  private static String cell(Row row, String metric, String format, ToDoubleFunction<Row> figure) {
    String value = Cells.number(format, figure.applyAsDouble(row));
    var of = row.differences().stream().filter(d -> d.metric().equals(metric)).toList();
    if (of.isEmpty()) return value;
    long better = of.stream().filter(Difference::isBetter).count();
    long worse = of.stream().filter(Difference::isWorse).count();
    return "%s (%d better, %d worse of %d)".formatted(value, better, worse, of.size());
  }

  private String best(String format, ToDoubleFunction<Row> figure) {
    return results.stream()
        .map(result -> best(result, figure))
        .map(
            best ->
                best.map(row -> Cells.number(format, figure.applyAsDouble(row)) + " " + row.model())
                    .orElse("-"))
        .collect(Collectors.joining(" | ", "| best baseline | ", " |\n"));
  }

  private static Optional<Row> best(Result result, ToDoubleFunction<Row> figure) {
    return result.rows().stream()
        .filter(row -> !row.ours() && !Double.isNaN(figure.applyAsDouble(row)))
        .min(Comparator.comparingDouble(figure));
  }

  private static double logLoss(Row row) {
    var purchase = row.measures().purchase();
    return purchase == null ? Double.NaN : purchase.logLoss();
  }

  private static double score(Row row, String level) {
    var fit = row.measures().interval().get(level);
    return fit == null || row.measures().meanSpend() == 0 ? Double.NaN : fit.intervalScore();
  }
}
