// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.worth.learning.trees.LightGbm;
import dev.worth.ops.terminal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictTableTest {
  @TempDir Path folder;
  private Path train = Path.of("");
  private Path test = Path.of("");

  @BeforeEach
  void two_files() throws IOException {
    train = file("train.csv", "customer_id,pages,channel,note,Revenue", 150, 1, true);
    test = file("test.csv", "customer_id,pages,channel", 60, 2, false);
  }

  @Test
  void every_row_gets_a_probability_and_the_report_says_how_good_it_is() throws Exception {
    var missing = LightGbm.missing();
    assumeTrue(missing.isEmpty(), missing.orElse(""));
    var told =
        predict("--label", "Revenue", "--report", folder.resolve("r"), "--explain", path("e.csv"));
    assertThat(told.err()).isEmpty();
    assertThat(told.code()).isZero();
    assertThat(told.out())
        .contains("majority class")
        .contains("ensemble")
        .contains("left out: note");
    var lines = Files.readAllLines(path("p.csv"));
    assertThat(lines).hasSize(61).first().isEqualTo("customer_id,p,p_purchase");
    for (String line : lines.subList(1, 61))
      assertThat(Double.parseDouble(line.split(",")[2])).isBetween(0.0, 1.0);
    assertThat(Files.readAllLines(path("e.csv"))).hasSize(61).first().asString().contains("pages");
    assertThat(Files.readString(folder.resolve("r/report.md"))).contains("How each column is used");
    var json = Json.MAPPER.readTree(folder.resolve("r/report.json").toFile());
    assertThat(json.at("/result/models").size()).isGreaterThan(3);
    assertThat(json.at("/result/models/0/figures/auc").asDouble()).isEqualTo(0.5);
  }

  @Test
  void what_cannot_be_used_is_named_with_the_remedy() throws Exception {
    assertThat(predict("--label", "bought").err()).contains("has no column 'bought'", "Revenue");
    assertThat(predict().err()).contains("--label is missing");
    assertThat(predict("--label", "Revenue", "--id", "nr").err()).contains("no column 'nr'");
    test = write("other.csv", List.of("colour", "red"));
    assertThat(predict("--label", "Revenue").err()).contains("no column in common");
    test = write("none.csv", List.of("pages"));
    assertThat(predict("--label", "Revenue").err()).contains("a header and no rows");
    test = write("ragged.csv", List.of("pages,channel", "1"));
    assertThat(predict("--label", "Revenue").err()).contains("1 fields, the header has 2");
    train = write("empty.csv", List.of());
    var told = predict("--label", "Revenue");
    assertThat(told.err()).contains("is empty");
    assertThat(told.code()).isEqualTo(2);
  }

  /** As a spreadsheet with decimal commas writes it, with a byte order mark and quoted lines. */
  @Test
  void semicolons_tabs_decimal_commas_and_quoted_line_ends_are_read() throws Exception {
    for (char separator : new char[] {';', '\t'}) {
      train = export("export.csv", separator, true);
      test = export("apply.csv", separator, false);
      var table = TableFile.read(train);
      assertThat(table.names()).containsExactly("pages", "note, said", "day", "Revenue");
      assertThat(table.column("pages")[2]).isEqualTo("2.5");
      assertThat(table.column("note, said")[2]).isEqualTo("two" + separator + "\nlines 2");
      assertThat(table.rows()).isEqualTo(60);
    }
    var missing = LightGbm.missing();
    assumeTrue(missing.isEmpty(), missing.orElse(""));
    var told = predict("--label", "Revenue");
    assertThat(told.err()).isEmpty();
    assertThat(told.out()).contains("most telling: pages");
  }

  @Test
  void days_that_can_be_read_in_two_ways_are_left_out() throws Exception {
    var missing = LightGbm.missing();
    assumeTrue(missing.isEmpty(), missing.orElse(""));
    train = export("export.csv", ';', true);
    test = export("apply.csv", ';', false);
    assertThat(predict("--label", "Revenue").out()).contains("left out: day, days like");
  }

  @Test
  void labels_that_cannot_be_learnt_are_refused_with_the_remedy() throws Exception {
    train = labelled(i -> "abc".substring(i % 3, i % 3 + 1));
    assertThat(predict("--label", "y").err()).contains("has 3 values (a, b, c", "two classes");
    train = labelled(i -> "1");
    assertThat(predict("--label", "y").err()).contains("'1' in every row");
    train = labelled(i -> i == 7 ? "" : "" + i % 2);
    assertThat(predict("--label", "y").err()).contains("missing in 1 of 80 rows", "leave those");
    train = labelled(i -> i < 5 ? "1" : "0");
    var told = predict("--label", "y");
    assertThat(told.err()).contains("'1' in 5 of 80 rows: 10 of each class are needed");
    assertThat(told.code()).isEqualTo(2);
    assertThat(path("p.csv")).doesNotExist();
  }

  /** New categories, a column too many, one that is missing and empty cells get answers. */
  @Test
  void rows_unlike_those_learnt_from_are_answered() throws Exception {
    var missing = LightGbm.missing();
    assumeTrue(missing.isEmpty(), missing.orElse(""));
    test =
        write(
            "unlike.csv",
            List.of("extra,channel,pages", "9,fax,1000", "9,,", "9,web,-3", "9,app,many"));
    var told = predict("--label", "Revenue");
    assertThat(told.err()).isEmpty();
    assertThat(told.out()).contains("note, the table to predict does not have it");
    var lines = Files.readAllLines(path("p.csv"));
    assertThat(lines).hasSize(5).first().isEqualTo("row,p,p_purchase");
    for (String line : lines.subList(1, 5))
      assertThat(Double.parseDouble(line.split(",")[2])).isBetween(0.0, 1.0);
  }

  @Test
  void what_a_treatment_changes_is_not_taken_apart() {
    var told = predict("--label", "Revenue", "--treatment", "channel", "--explain", path("e.csv"));
    assertThat(told.code()).isEqualTo(2);
    assertThat(told.err()).contains("--explain", "--treatment", "leave out one of them");
    assertThat(path("e.csv")).doesNotExist();
  }

  @Test
  void either_orders_or_a_table() {
    assertThat(predict("--label", "Revenue", "--events", test).err()).contains("not both");
    var told = Told.worth("predict", "--out", path("p.csv"));
    assertThat(told.code()).isEqualTo(2);
    assertThat(told.err()).contains("'--events' (or '--table')");
  }

  private Told predict(Object... more) {
    var words =
        new ArrayList<Object>(
            List.of("predict", "--table", train, "--apply", test, "--out", path("p.csv")));
    words.addAll(List.of("--tries", "1", "--members", "1"));
    words.addAll(List.of(more));
    return Told.worth(words.toArray());
  }

  private Path path(String name) {
    return folder.resolve(name);
  }

  private Path write(String name, List<String> lines) throws IOException {
    return Files.write(path(name), lines);
  }

  private Path labelled(java.util.function.IntFunction<String> label) throws IOException {
    var lines = new ArrayList<>(List.of("pages,channel,y"));
    for (int i = 0; i < 80; i++) lines.add(i % 17 + "," + (i % 2) + "," + label.apply(i));
    return write("labelled.csv", lines);
  }

  private Path export(String name, char separator, boolean labelled) throws IOException {
    var text = new StringBuilder("\uFEFFpages;\"note, said\";day");
    text.append(labelled ? ";Revenue\r\n" : "\r\n");
    for (int i = 0; i < 60; i++) {
      text.append(i).append(",5;\"two;\nlines ").append(i).append("\";").append(1 + i % 28);
      text.append("/02/2020").append(labelled ? (i > 30 ? ";ja" : ";nein") : "").append("\r\n");
    }
    return Files.writeString(path(name), text.toString().replace(';', separator));
  }

  private Path file(String name, String header, int n, long seed, boolean labelled)
      throws IOException {
    var random = new Random(seed);
    var lines = new ArrayList<>(List.of(header));
    for (int i = 0; i < n; i++) {
      int pages = random.nextInt(30);
      String row = "s%d,%d,%s".formatted(i, pages, random.nextBoolean() ? "web" : "app");
      lines.add(
          labelled ? row + ",x," + (pages + random.nextInt(10) > 22 ? "TRUE" : "FALSE") : row);
    }
    return write(name, lines);
  }
}
