// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.learning.table.Column;
import dev.worth.learning.table.Qini;
import dev.worth.learning.table.TableResult;
import dev.worth.learning.table.UpliftJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a treatment changes, as people and scripts read it.
 *
 * @param method in words
 */
record UpliftReport(
    String label,
    String treatment,
    String control,
    String method,
    String out,
    double seconds,
    List<Arm> arms,
    List<Column> columns) {
  private static final String METHOD =
      "doubly robust learner on pseudo-outcomes from other folds; Qini on rows the model did not"
          + " see";

  /** One arm without its single answers. */
  record Arm(
      String name,
      int treated,
      int controls,
      double effect,
      double error,
      Qini qini,
      List<TableResult.Line> models) {}

  static UpliftReport of(
      String label, String treatment, String out, double seconds, UpliftJob.Result result) {
    var arms =
        result.arms().stream()
            .map(
                a ->
                    new Arm(
                        a.name(),
                        a.rows(),
                        a.controls(),
                        a.effect(),
                        a.error(),
                        a.qini(),
                        a.models()))
            .toList();
    return new UpliftReport(
        label, treatment, result.control(), METHOD, out, seconds, arms, result.columns());
  }

  /** The effect of the best arm, and with several arms which that is, and each one's. */
  static void write(Path file, String id, String[] ids, UpliftJob.Result result)
      throws IOException {
    var arms = result.arms();
    var header = new ArrayList<>(List.of(id, "uplift"));
    if (arms.size() > 1) {
      header.add("best_arm");
      for (var arm : arms) header.add("uplift_" + UpliftJob.plain(arm.name()));
    }
    var rows = new ArrayList<List<String>>(List.of(header));
    for (int i = 0; i < ids.length; i++) rows.add(row(ids[i], arms, i));
    TableAnswers.write(file, rows);
  }

  private static List<String> row(String id, List<UpliftJob.Arm> arms, int i) {
    var best = arms.getFirst();
    for (var arm : arms) if (arm.answers()[i] > best.answers()[i]) best = arm;
    var row = new ArrayList<>(List.of(id, TableAnswers.number(best.answers()[i])));
    if (arms.size() == 1) return row;
    row.add(best.name());
    for (var arm : arms) row.add(TableAnswers.number(arm.answers()[i]));
    return row;
  }

  @Override
  public String toString() {
    return arms.stream().map(this::line).collect(Collectors.joining())
        + String.format(Locale.ROOT, "%s%nwritten to %s in %.1f s", method, out, seconds);
  }

  private String line(Arm a) {
    return String.format(
        Locale.ROOT,
        "%s against %s: %,d treated, %,d not; %s changes by %+.5f (se %.5f); Qini %.6f (95 %% %.6f"
            + " to %.6f)%n",
        a.name(),
        control,
        a.treated(),
        a.controls(),
        label,
        a.effect(),
        a.error(),
        a.qini().coefficient(),
        a.qini().low(),
        a.qini().high());
  }

  String markdown() {
    var text =
        new StringBuilder(
            "# Uplift report\n\nLabel `%s`, treatment `%s`, untreated: %s. Method: %s.\n"
                .formatted(label, treatment, control, method));
    text.append(
        "\n"
            + "| arm | treated | untreated | effect | se | Qini | 95 % |\n"
            + "|---|---|---|---|---|---|---|\n");
    for (Arm a : arms)
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %d | %+.5f | %.5f | %.6f | %.6f to %.6f |%n",
              a.name(),
              a.treated(),
              a.controls(),
              a.effect(),
              a.error(),
              a.qini().coefficient(),
              a.qini().low(),
              a.qini().high()));
    text.append(
        "\nQini curve: gain per treated customer when the first x % are treated.\n\n| arm |");
    for (int x = 0; x <= 100; x += 5) text.append(' ').append(x).append(" |");
    text.append("\n|---").append("|---".repeat(21)).append("|\n");
    for (Arm a : arms) {
      text.append("| ").append(a.name()).append(" |");
      for (double v : a.qini().curve()) text.append(String.format(Locale.ROOT, " %.5f |", v));
      text.append('\n');
    }
    return text.toString();
  }
}
