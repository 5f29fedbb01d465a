// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.ops.evaluation.Evaluation.Result;
import dev.worth.ops.evaluation.Evaluation.Row;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Results as people read them: an overview, and per task one table of all models, ours first, one
 * of the differences from the baselines, and the plots.
 */
final class Report {
  private static final String INTRODUCTION =
      """
      # Evaluation

      Ours in bold, the other models are the protocol's baselines. In brackets: how many of them \
      the model is significantly better or worse than, by a paired 95 % bootstrap over customers.
      """;

  private Report() {}

  /**
   * @param notCovered tasks that were asked for and have no orders
   */
  static String markdown(List<Result> results, List<String> notCovered) {
    var text = new StringBuilder(INTRODUCTION);
    text.append(new Overview(results).markdown());
    results.forEach(result -> text.append(task(result)));
    for (String task : notCovered)
      text.append("\n## ").append(task).append("\n\nNot covered: not a history of orders.\n");
    return text.toString();
  }

  private static String task(Result result) {
    var first = result.rows().getFirst().measures();
    return "\n## %s\n\nCut %s, %.0f days, %,d customers, %.1f %% buy.\n\n"
            .formatted(
                result.task(),
                result.cut(),
                result.horizonDays(),
                first.n(),
                100 * first.baseRate())
        + "| model | "
        + String.join(" | ", Cells.HEADER)
        + " |\n"
        + "|---".repeat(Cells.HEADER.size() + 1)
        + "|\n"
        + result.rows().stream().map(Report::row).collect(Collectors.joining())
        + seeds(result)
        + differences(result.rows().stream().filter(Row::ours).toList())
        + CoverageTable.markdown(result.rows().stream().filter(Row::ours).toList())
        + weeks(result)
        + plots(result.plots());
  }

  private static String row(Row row) {
    return (row.ours() ? "| **" + row.model() + "** | " : "| " + row.model() + " | ")
        + Cells.of(row)
        + " |\n";
  }

  private static String seeds(Result result) {
    return result.seeds().size() < 2
        ? ""
        : "\nFigures of ours are means over the seeds %s; plots show the first.\n"
            .formatted(
                result.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  private static String differences(List<Row> ours) {
    if (ours.stream().allMatch(row -> row.differences().isEmpty())) return "";
    var text = new StringBuilder("\nLess is better; marked where the interval excludes 0.\n\n");
    text.append("| against | by |");
    for (Row row : ours) text.append(' ').append(row.model()).append(" |");
    text.append("\n|---|---|").append("---|".repeat(ours.size())).append('\n');
    var lines = new LinkedHashSet<List<String>>();
    for (Row row : ours)
      for (var d : row.differences()) lines.add(List.of(d.against(), d.metric()));
    for (var line : lines) {
      text.append("| %s | %s |".formatted(line.get(0), Overview.name(line.get(1))));
      for (Row row : ours) text.append(' ').append(cell(row, line)).append(" |");
      text.append('\n');
    }
    return text.toString();
  }

  private static String cell(Row row, List<String> line) {
    return row.differences().stream()
        .filter(d -> List.of(d.against(), d.metric()).equals(line))
        .findFirst()
        .map(Report::cell)
        .orElse("-");
  }

  private static String cell(Difference d) {
    String format = d.metric().equals("log_loss") ? "%+.5f" : "%+.1f";
    String mark = d.isBetter() ? " **better**" : d.isWorse() ? " *worse*" : "";
    return "%s (%s..%s)%s"
        .formatted(
            Cells.number(format, d.difference()),
            Cells.number(format, d.low()),
            Cells.number(format, d.high()),
            mark);
  }

  private static String weeks(Result result) {
    var weeks = result.weeks();
    if (weeks == null) return "";
    String each =
        weeks.foretold().stream()
            .map(one -> "%s %,.0f".formatted(one.model(), Arrays.stream(one.orders()).sum()))
            .collect(Collectors.joining(", "));
    return "\nBack-test over the last %d weeks before the cut, %,d customers: %,.0f orders placed; foretold: %s.\n"
        .formatted(
            weeks.actual().length, weeks.customers(), Arrays.stream(weeks.actual()).sum(), each);
  }

  private static String plots(List<String> files) {
    if (files.isEmpty()) return "";
    return files.stream()
        .map(file -> "![%s](%s)\n".formatted(file.replaceAll(".*/|\\.svg", ""), file))
        .collect(Collectors.joining("", "\n", ""));
  }
}
