// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.worth.core.learning.Metrics;
import dev.worth.learning.table.Column.Use;
import dev.worth.learning.trees.LightGbm;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TableJobTest {
  private static final Table TRAIN = MadeTable.rows(300, 1, "yes", "no");
  private static final Table TEST = MadeTable.rows(400, 2, "yes", "no");

  @BeforeAll
  static void needs_the_native_library() {
    var missing = LightGbm.missing();
    assumeTrue(missing.isEmpty(), missing.orElse(""));
  }

  @Test
  void it_finds_the_rule_says_so_honestly_explains_every_answer_and_repeats_it() {
    var result = TableJob.run(MadeTable.task(TRAIN, MadeTable.without(TEST, "bought"), "bought"));
    boolean[] truth = Outcome.of("bought", TEST.column("bought")).truths();
    assertThat(Metrics.auc(truth, result.answers())).isGreaterThan(0.8);
    var nothing = result.models().getFirst().figures();
    var whole = result.models().getLast().figures();
    assertThat(whole.get("log_loss")).isLessThan(nothing.get("log_loss") - 0.1);
    assertThat(whole.get("log_loss"))
        .isCloseTo(Metrics.logLoss(truth, result.answers()), within(0.12));
    assertThat(result.importance().getFirst().column()).isEqualTo("age");
    var again = TableJob.run(MadeTable.task(TRAIN, MadeTable.without(TEST, "bought"), "bought"));
    assertThat(again.answers()).isEqualTo(result.answers());
    for (int i = 0; i < 400; i += 7) {
      var row = result.explained().get(i);
      double sum = row.base() + row.parts().values().stream().mapToDouble(v -> v).sum();
      double p = result.answers()[i];
      assertThat(sum).isCloseTo(row.raw(), within(1e-9));
      assertThat(row.raw()).isCloseTo(Math.log(p / (1 - p)), within(1e-6));
    }
  }

  @Test
  void columns_that_cannot_tell_are_left_out_with_a_reason() {
    var schema = new Schema(TRAIN, MadeTable.without(TEST, "member"), java.util.Set.of("bought"));
    var uses = schema.columns().stream().collect(Collectors.toMap(Column::name, c -> c));
    assertThat(uses.get("customer_id").why()).contains("id-like");
    assertThat(uses.get("empty").why()).contains("empty");
    assertThat(uses.get("same").why()).contains("constant").contains("EUR");
    assertThat(uses.get("member").why()).contains("does not have it");
    assertThat(uses.get("age").use()).isEqualTo(Use.NUMBER);
    assertThat(uses.get("city").use()).isEqualTo(Use.CATEGORY);
    assertThat(uses.get("since").use()).isEqualTo(Use.DATE);
    assertThat(schema.clock()).isEmpty();
  }

  @Test
  void days_are_read_in_the_forms_that_mean_one_day() {
    var day = java.time.LocalDateTime.of(2020, 1, 31, 0, 0);
    for (String cell : new String[] {"2020-01-31", "2020/01/31", "31.01.2020"})
      assertThat(Cells.time(cell)).contains(day);
    for (String cell : new String[] {"2020-01-31T08:26:30Z", "31.01.2020 08:26:30"})
      assertThat(Cells.time(cell)).contains(day.withHour(8).withMinute(26).withSecond(30));
    for (String cell : new String[] {"31/01/2020", "2020-02-31", "a long text", "1234567890"})
      assertThat(Cells.time(cell)).isEmpty();
  }

  /** Rows to predict that come later are predicted from what came before. */
  @Test
  void a_date_that_moves_on_makes_the_folds_blocks_of_time() {
    String[] later = new String[400];
    Arrays.fill(later, "2020-01-01");
    var test = MadeTable.with(MadeTable.without(TEST, "bought"), "since", later);
    var schema = new Schema(TRAIN, test, java.util.Set.of("bought"));
    assertThat(schema.clock()).contains("since");
    double[] time = schema.times(TRAIN).orElseThrow();
    for (Fold fold : Fold.inTime(time, 4)) {
      double last = Arrays.stream(fold.learn()).mapToDouble(i -> time[i]).max().orElseThrow();
      double first = Arrays.stream(fold.judge()).mapToDouble(i -> time[i]).min().orElseThrow();
      assertThat(last).isLessThan(first);
    }
    assertThat(TableJob.run(MadeTable.task(TRAIN, test, "bought")).protocol())
        .contains("blocks in time by since");
  }

  @Test
  void numbers_whose_names_share_a_word_are_related() {
    String[] pages = {"40", "0", "3", "60"};
    String[] time = {"8", "0", "", "3"};
    String[] debt = {"-1", "2", "3", "4"};
    String[] said = {"yes", "no", "yes", "no"};
    var table =
        new Table(
            java.util.List.of("Pages", "PagesTime", "pages_debt", "said"),
            java.util.List.of(pages, time, debt, said));
    var fields = new Schema(table, table, java.util.Set.of("said")).frame(table).fields();
    var related = (Field.Numbers) fields.getLast();
    assertThat(related.name()).isEqualTo("PagesTime / Pages");
    assertThat(related.values()).containsExactly(0.2, Double.NaN, Double.NaN, 0.05);
  }

  @Test
  void durations_of_pages_also_tell_how_many_pages_there_were() {
    var names =
        java.util.List.of("Info", "Info_Time", "Shop", "Shop_Time", "Help", "Help_Time", "said");
    var columns = new java.util.ArrayList<String[]>();
    for (int j = 0; j < 6; j++)
      columns.add(new String[] {"" + (j + 1), "20", "" + (30 + j), "4.5"});
    columns.add(new String[] {"yes", "no", "yes", "no"});
    var table = new Table(names, columns);
    var fields = new Schema(table, table, java.util.Set.of("said")).frame(table).fields();
    assertThat(fields.stream().filter(f -> f.name().contains(" + ")).map(Field::name))
        .contains("Help_Time + Info_Time + Shop_Time", "Help + Info + Shop");
  }

  @Test
  void a_number_is_predicted_as_a_mean() {
    String[] amounts =
        IntStream.range(0, 300)
            .mapToObj(i -> TRAIN.column("age")[i].isEmpty() ? "5" : TRAIN.column("age")[i])
            .toArray(String[]::new);
    var result =
        TableJob.run(
            MadeTable.task(
                MadeTable.with(TRAIN, "bought", amounts),
                MadeTable.without(TEST, "bought"),
                "bought"));
    assertThat(result.positive()).isEmpty();
    assertThat(result.models().getLast().figures().get("r2")).isGreaterThan(0.9);
  }

  @Test
  void labels_may_be_said_in_many_ways() {
    for (String[] pair :
        new String[][] {{"1", "0"}, {"TRUE", "False"}, {"Yes", "no"}, {"good", "usual"}}) {
      var outcome = Outcome.of("l", new String[] {pair[1], pair[0], pair[1]});
      assertThat(outcome.positive()).isEqualTo(pair[0]);
      assertThat(outcome.y()).containsExactly(0, 1, 0);
    }
  }

  @Test
  void what_cannot_be_learnt_is_refused_with_the_remedy() {
    assertThatThrownBy(() -> Outcome.of("l", new String[] {"1", "1"}))
        .hasMessageContaining("'1' in every row");
    assertThatThrownBy(() -> Outcome.of("l", new String[] {"1", ""}))
        .hasMessageContaining("missing in 1 of 2 rows");
    assertThatThrownBy(() -> Outcome.of("l", new String[] {"a", "b", "c"}))
        .hasMessageContaining("3 values");
    assertThatThrownBy(() -> TableJob.run(MadeTable.task(TRAIN, TEST, "nobody")))
        .hasMessageContaining("no column 'nobody'");
    var few = MadeTable.rows(20, 3, "yes", "no");
    assertThatThrownBy(() -> TableJob.run(MadeTable.task(few, TEST, "bought")))
        .hasMessageContaining("40 are needed");
  }

  /** A code of a category must not tell a row its own outcome. */
  @Test
  void the_mean_of_a_category_is_learnt_from_other_rows() {
    int n = 200;
    int[] codes = IntStream.range(0, n).toArray();
    String[] labels = IntStream.range(0, n).mapToObj(i -> "l" + i).toArray(String[]::new);
    double[] y = IntStream.range(0, n).mapToDouble(i -> i % 2).toArray();
    var frame = new Frame(java.util.List.of(new Field.Levels("x", "x", codes, labels)), n);
    for (double[] time : new double[][] {null, y}) {
      var encoding = Encoding.fit(new Encoding.Basis(frame, codes, y, time), 1);
      double[] own =
          Arrays.stream(encoding.own()).mapToDouble(row -> row[row.length - 1]).toArray();
      assertThat(own).containsOnly(0.5);
    }
  }
}
