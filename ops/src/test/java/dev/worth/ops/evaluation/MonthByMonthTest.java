// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.worth.ops.evaluation.MonthByMonth.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonthByMonthTest {
  private static final Instant CUT = Instant.parse("2023-08-01T00:00:00Z");
  private static final Instant NEXT = Instant.parse("2023-09-01T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void who_knows_what_comes_wins_and_who_knows_nothing_loses() throws IOException {
    var lines = MadeShop.lines(200, 5);
    var comparison = comparison(lines);
    var wise = comparison.compare(CUT, told(comparison, lines, true));
    var foolish = comparison.compare(NEXT, told(comparison, lines, false));
    assertThat(wise.logLoss().winner()).isEqualTo("champion");
    assertThat(wise.champion().auc()).isEqualTo(1);
    assertThat(wise.month()).isEqualTo("2023-08");
    assertThat(foolish.logLoss().winner()).isEqualTo("bgnbd");
    assertThat(comparison.all().tally()).startsWith("By log-loss champion 1, level 0, bgnbd 1;");
    assertThat(comparison.all().markdown()).contains("| 2023-08 | v |").contains("| all |");
  }

  @Test
  void what_happens_later_changes_nothing_that_the_rival_says() throws IOException {
    var lines = MadeShop.lines(200, 5);
    var whole = comparison(lines);
    var known = comparison(lines.stream().filter(line -> at(line).isBefore(CUT)).toList());
    var one = whole.compare(CUT, told(whole, lines, true));
    var other = known.compare(CUT, told(known, lines, true));
    assertThat(one.rival().meanP()).isEqualTo(other.rival().meanP());
    assertThat(one.buyers()).isPositive();
    assertThat(other.buyers()).isZero();
  }

  @Test
  void a_rival_that_is_not_there_is_named() throws IOException {
    Path file = file(MadeShop.lines(20, 5));
    var asked = new MonthByMonth.Asked("EUR", "oracle", 28, 1);
    assertThatThrownBy(() -> MonthByMonth.of(file, asked))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no model 'oracle'");
  }

  private MonthByMonth comparison(List<String> lines) throws IOException {
    return MonthByMonth.of(file(lines), new MonthByMonth.Asked("EUR", "bgnbd", 28, 1));
  }

  private Path file(List<String> lines) throws IOException {
    var all = new ArrayList<>(List.of("customer_id,time,kind,amount"));
    all.addAll(lines);
    return Files.write(folder.resolve("orders.csv"), all);
  }

  /** Forecasts of who has seen August, right or the wrong way round. */
  private static List<Told> told(MonthByMonth comparison, List<String> lines, boolean right) {
    Instant cut = right ? CUT : NEXT;
    var buyers =
        lines.stream()
            .filter(line -> !at(line).isBefore(cut))
            .filter(line -> at(line).isBefore(cut.plusSeconds(28 * 86_400)))
            .map(line -> line.split(",", 2)[0])
            .toList();
    return comparison.customers(cut).stream()
        .map(id -> new Told("v", buyers.contains(id) == right ? 0.9 : 0.1, 10, 0, 20))
        .toList();
  }

  private static Instant at(String line) {
    return Instant.parse(line.split(",")[1] + "T00:00:00Z");
  }
}
