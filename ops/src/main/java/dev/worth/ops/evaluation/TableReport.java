// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.learning.table.Column;
import dev.worth.learning.table.TableResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a table job found, as people read it. */
final class TableReport {
  private static final int MOST_TELLING = 8;

  private TableReport() {}

  static String text(TableForecast.Summary s) {
    var found = s.result();
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d rows to learn from, %,d predicted; %s%n",
            found.rows(),
            s.predicted(),
            label(s)));
    text.append("judged by ").append(found.protocol()).append('\n');
    for (var line : found.models()) text.append("  ").append(line(line)).append('\n');
    text.append("most telling: ")
        .append(
            found.importance().stream()
                .limit(MOST_TELLING)
                .map(i -> String.format(Locale.ROOT, "%s %.0f %%", i.column(), 100 * i.share()))
                .collect(Collectors.joining(", ")))
        .append('\n');
    for (Column column : found.columns())
      if (column.use() == Column.Use.LEFT_OUT)
        text.append("left out: ")
            .append(column.name())
            .append(", ")
            .append(column.why())
            .append('\n');
    return text.append(String.format(Locale.ROOT, "written to %s in %.1f s", s.out(), s.seconds()))
        .toString();
  }

  private static String label(TableForecast.Summary s) {
    var found = s.result();
    return found.positive().isEmpty()
        ? String.format(Locale.ROOT, "%s is a number, %.4g on average", s.label(), found.mean())
        : String.format(
            Locale.ROOT,
            "%s is '%s' in %.2f %% of them",
            s.label(),
            found.positive(),
            100 * found.mean());
  }

  private static String line(TableResult.Line line) {
    String figures =
        line.figures().entrySet().stream()
            .map(f -> f.getKey() + " " + number(f.getValue()))
            .collect(Collectors.joining("  "));
    String weight = line.weight() > 0 ? String.format(Locale.ROOT, "%.2f", line.weight()) : "";
    return String.format(Locale.ROOT, "%4s %-62s %s", weight, line.model(), figures);
  }

  static String markdown(TableForecast.Summary s) {
    var found = s.result();
    var text = new StringBuilder("# Table report\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "`%s`: %,d rows, %s. Judged by %s. Put together by %s. Seed %d.%n%n## How good%n%n",
            s.table(),
            found.rows(),
            label(s),
            found.protocol(),
            found.calibration(),
            s.seed()));
    var names = List.copyOf(found.models().getFirst().figures().keySet());
    text.append("| model | weight | ").append(String.join(" | ", names)).append(" |\n|---");
    text.append("|---".repeat(names.size() + 1)).append("|\n");
    for (var line : found.models())
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %s |%n",
              line.model(),
              line.weight(),
              line.figures().values().stream()
                  .map(TableReport::number)
                  .collect(Collectors.joining(" | "))));
    text.append(
        "\n"
            + "The first row knows nothing but the base rate: an accuracy like its own is no"
            + " accuracy.\n");
    return text.append(columns(found)).toString();
  }

  private static String columns(TableForecast.Found found) {
    var text = new StringBuilder("\n## What tells\n\n| column | share |\n|---|---|\n");
    for (var i : found.importance())
      text.append(String.format(Locale.ROOT, "| %s | %.1f %% |%n", i.column(), 100 * i.share()));
    text.append("\n## How each column is used\n\n| column | use | why |\n|---|---|---|\n");
    for (Column c : found.columns())
      text.append(
          String.format(
              "| %s | %s | %s |%n",
              c.name(), c.use().name().toLowerCase(Locale.ROOT).replace('_', ' '), c.why()));
    return text.toString();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }
}
