// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * All months of a comparison.
 *
 * @param rival the model that was refitted at each month
 * @param logLoss over all months, customers drawn with all their months; empty without a month
 * @param score80 the same for the score of the 80 % intervals
 */
public record Months(
    String rival,
    double horizonDays,
    List<Month> months,
    Optional<Gap> logLoss,
    Optional<Gap> score80) {

  /** As a table in Markdown. */
  public String markdown() {
    var text = new StringBuilder();
    text.append(
        "The champion as served, `%s` refitted at each month, for the %.0f days ahead. Differences are champion less rival, with a paired 95 %% bootstrap interval; below 0 the champion is better.%n%n"
            .formatted(rival, horizonDays));
    text.append(
        "| month | champion | customers | buy | log-loss | rival's | difference | winner | AUC |"
            + " rival's | spend off by % | rival's | 80 % score, difference | winner |\n");
    text.append("|---".repeat(14)).append("|\n");
    months.forEach(month -> text.append(row(month)));
    logLoss.ifPresent(gap -> text.append(row(gap, score80.orElse(gap))));
    return text.append('\n').append(tally()).toString();
  }

  private String row(Month m) {
    return format(
        "| %s | %s | %,d | %.1f %% | %.4f | %.4f | %s | %s | %.3f | %.3f | %+.0f | %+.0f | %s | %s"
            + " |%n",
        m.month(),
        String.join(" ", m.versions()),
        m.customers(),
        100 * m.buyers(),
        m.champion().logLoss(),
        m.rival().logLoss(),
        cell("%+.4f", m.logLoss()),
        m.logLoss().winner(),
        m.champion().auc(),
        m.rival().auc(),
        m.champion().spendBiasPct(),
        m.rival().spendBiasPct(),
        cell("%+.1f", m.score80()),
        m.score80().winner());
  }

  private static String row(Gap all, Gap score) {
    return format(
        "| all | | | | | | %s | %s | | | | | %s | %s |%n",
        cell("%+.4f", all), all.winner(), cell("%+.1f", score), score.winner());
  }

  private static String cell(String format, Gap gap) {
    return format(format, gap.difference())
        + " ("
        + format(format, gap.low())
        + " to "
        + format(format, gap.high())
        + ")";
  }

  /** Who won how many months. */
  String tally() {
    return "By log-loss %s; by the 80 %% score %s.%n"
        .formatted(tally(Month::logLoss), tally(Month::score80));
  }

  private String tally(Function<Month, Gap> by) {
    return "champion %d, level %d, %s %d"
        .formatted(won(by, "champion"), won(by, "level"), rival, won(by, rival));
  }

  private long won(Function<Month, Gap> by, String who) {
    return months.stream().filter(m -> by.apply(m).winner().equals(who)).count();
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
