// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.ops.evaluation.Evaluation.Row;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where intervals of our models hold, as a table of Markdown. */
final class CoverageTable {
  private static final String INTRODUCTION =
      "\nSpends inside / below / above the interval, %, by decile of the expected spend (1 the"
          + " highest) and by stage at the cut.\n\n";

  private CoverageTable() {}

  /**
   * @return a line per group, a column per model and level; empty without intervals
   */
  static String markdown(List<Row> ours) {
    var groups = new LinkedHashMap<String, Integer>();
    for (var row : ours) for (var c : row.coverage()) groups.putIfAbsent(c.group(), c.n());
    if (groups.isEmpty()) return "";
    var text = new StringBuilder(INTRODUCTION).append(header(columns(ours)));
    groups.forEach((group, n) -> text.append(line(ours, group, n)));
    return text.toString();
  }

  private static Set<String> columns(List<Row> ours) {
    var columns = new LinkedHashSet<String>();
    for (var row : ours)
      for (var c : row.coverage()) columns.add(row.model() + " " + c.level() + " %");
    return columns;
  }

  private static String header(Set<String> columns) {
    return "| group | customers | "
        + String.join(" | ", columns)
        + " |\n|---|---|"
        + "---|".repeat(columns.size())
        + "\n";
  }

  private static String line(List<Row> ours, String group, int n) {
    var text = new StringBuilder("| %s | %d |".formatted(group, n));
    for (var row : ours)
      for (var c : row.coverage())
        if (c.group().equals(group)) text.append(' ').append(cell(c)).append(" |");
    return text.append('\n').toString();
  }

  private static String cell(Coverage c) {
    return String.format(
        Locale.ROOT, "%.1f / %.1f / %.1f", 100 * c.inside(), 100 * c.below(), 100 * c.above());
  }
}
