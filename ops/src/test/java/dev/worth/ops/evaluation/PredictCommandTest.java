// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.ops.terminal.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictCommandTest {
  private static final String HEADER = "customer_id,time,kind,amount";
  private static final String CUT = "2024-01-01";

  @TempDir Path folder;

  @Test
  void everybody_with_a_purchase_before_the_cut_gets_one_sane_line_sorted_by_id() throws Exception {
    var lines = predictions(MadeShop.lines(200, 1), "bgnbd");
    assertThat(lines.getFirst()).isEqualTo(String.join(",", PredictionsFile.COLUMNS));
    assertThat(lines).hasSize(201).isSortedAccordingTo(PredictCommandTest::headerFirst);
    for (String line : lines.subList(1, lines.size())) {
      double[] v = numbers(line);
      assertThat(v[0]).isBetween(0.0, 1.0);
      assertThat(v[1]).isGreaterThanOrEqualTo(v[0] * 0.999); // as many orders as buyers, or more
      assertThat(v[2]).isPositive();
      assertThat(new double[] {v[5], v[3], v[8], v[4], v[6]}).isSorted(); // 5 10 50 90 95 %
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bgnbd", "bgnbd_season", "pnbd", "pnbd_season", "likeliest"})
  void each_closed_form_model_answers(String model) throws Exception {
    assertThat(predictions(MadeShop.lines(120, 2), model)).hasSize(121);
  }

  /** Twice, because training and serving must not depend on chance or on what ran before. */
  @ParameterizedTest
  @ValueSource(strings = {"auto", "stack", "logistic", "linear"})
  void each_trained_model_answers_and_again_the_same(String model) throws Exception {
    var rows = MadeShop.lines(250, 15);
    var first = predictions(rows, model);
    assertThat(first).hasSize(251);
    assertThat(predictions(rows, model)).isEqualTo(first);
  }

  @Test
  void a_model_that_finds_too_little_to_learn_from_says_so() throws Exception {
    var told = predict(file("s.csv", HEADER, MadeShop.lines(3, 16)), "--model", "logistic");
    assertThat(told.code()).isEqualTo(2);
    assertThat(told.err()).contains("these models need 20");
    assertThat(predictions(MadeShop.lines(1, 16), "stack")).hasSize(2);
  }

  @Test
  void nothing_at_or_after_the_cut_changes_a_prediction() throws Exception {
    var rows = MadeShop.lines(150, 3);
    var past = rows.stream().filter(row -> row.split(",")[1].compareTo(CUT) < 0).toList();
    assertThat(past).hasSizeLessThan(rows.size());
    assertThat(predictions(rows, "bgnbd_season")).isEqualTo(predictions(past, "bgnbd_season"));
  }

  @Test
  void the_order_of_rows_and_columns_changes_nothing() throws Exception {
    var rows = MadeShop.lines(150, 4);
    var shuffled = new ArrayList<String>();
    for (String row : rows) {
      String[] f = row.split(",");
      shuffled.add(String.join(",", "x", f[3], f[2], f[0], f[1]));
    }
    Collections.shuffle(shuffled, new Random(4));
    assertThat(predictions("note,AMOUNT,kind, customer_id ,time", shuffled, "bgnbd"))
        .isEqualTo(predictions(rows, "bgnbd"));
  }

  @Test
  void quotes_byte_order_mark_windows_line_ends_and_gzip_change_nothing() throws Exception {
    var rows = MadeShop.lines(80, 5);
    String odd =
        "\uFEFF\"customer_id\",time,kind,amount\r\n"
            + rows.stream()
                .map(row -> "\"" + row.replaceFirst(",", "\",") + "\r\n")
                .collect(Collectors.joining("\r\n"));
    var packed = folder.resolve("packed-without-the-ending.csv");
    try (var gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
      gzip.write(odd.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(predictions(packed, "bgnbd")).isEqualTo(predictions(rows, "bgnbd"));
  }

  @Test
  void dates_and_times_in_every_usual_form_mean_the_same_day() throws Exception {
    var rows = MadeShop.lines(60, 6);
    String[] forms = {
      "", " 08:26", "T08:26:30", "T08:26:30.123Z", "T10:26:30+02:00", " 08:26:30 +0000"
    };
    var timed = new ArrayList<String>();
    for (int i = 0; i < rows.size(); i++) {
      String[] f = rows.get(i).split(",");
      timed.add(String.join(",", f[0], f[1] + forms[i % forms.length], f[2], f[3]));
    }
    assertThat(predictions(timed, "bgnbd")).isEqualTo(predictions(rows, "bgnbd"));
  }

  @Test
  void a_return_lowers_the_spend_whatever_its_sign() throws Exception {
    var rows = MadeShop.lines(100, 7);
    double without = expectedSpend(predictions(rows, "bgnbd"));
    var plus = predictions(with(rows, "c00001,2023-11-30,return,900"), "bgnbd");
    var minus = predictions(with(rows, "c00001,2023-11-30,return,-900"), "bgnbd");
    assertThat(plus).isEqualTo(minus);
    assertThat(expectedSpend(plus)).isLessThan(0.99 * without);
  }

  @Test
  void equal_lines_are_separate_orders_and_a_repeated_invoice_is_one() throws Exception {
    var rows = MadeShop.lines(100, 8);
    var twice = with(rows, "c00003,2023-12-01,purchase,70", "c00003,2023-12-01,purchase,70");
    var once = with(rows, "c00003,2023-12-01,purchase,70");
    assertThat(predictions(twice, "bgnbd")).isNotEqualTo(predictions(once, "bgnbd"));
    var numbered =
        twice.stream()
            .map(row -> row + (row.endsWith(",70") ? ",A17" : ","))
            .collect(Collectors.toList());
    var told = predict(file("i.csv", HEADER + ",invoice", numbered), "--model", "bgnbd", "--json");
    assertThat(Json.MAPPER.readTree(told.out()).path("repeated").asLong()).isEqualTo(1);
    assertThat(told.err()).contains("1 lines repeat an invoice");
    assertThat(Files.readAllLines(out())).isEqualTo(predictions(once, "bgnbd"));
  }

  @Test
  void a_shop_without_amounts_is_foretold_no_spend() throws Exception {
    var rows = MadeShop.lines(100, 9);
    var empty = rows.stream().map(row -> row.replaceFirst("[^,]*$", "")).toList();
    var zero = rows.stream().map(row -> row.replaceFirst("[^,]*$", "0.00")).toList();
    var lines = predictions(empty, "bgnbd");
    assertThat(lines).isEqualTo(predictions(zero, "bgnbd"));
    assertThat(lines.stream().skip(1).mapToDouble(line -> numbers(line)[0]).sum()).isPositive();
    for (String line : lines.subList(1, lines.size()))
      assertThat(Arrays.copyOfRange(numbers(line), 2, 10)).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20})
  void few_customers_get_an_answer(int customers) throws Exception {
    for (String model : List.of("bgnbd", "bgnbd_season", "pnbd", "auto"))
      assertThat(predictions(MadeShop.lines(customers, 10), model)).hasSize(customers + 1);
  }

  @Test
  void a_single_day_gets_an_answer() throws Exception {
    var rows = new ArrayList<String>();
    for (int i = 0; i < 30; i++) rows.add("c" + i + ",2023-12-31,purchase," + (10 + i));
    for (String model : List.of("bgnbd", "pnbd_season", "auto"))
      assertThat(predictions(rows, model)).hasSize(31);
  }

  @Test
  void a_single_purchase_on_the_eve_of_the_cut_gets_an_answer() throws Exception {
    assertThat(predictions(List.of("only,2023-12-31 23:59:59,purchase,5"), "auto")).hasSize(2);
  }

  @Test
  void rows_in_another_order_and_long_silences_get_the_same_answer() throws Exception {
    var rows =
        new ArrayList<>(
            MadeShop.lines(60, 16).stream()
                .filter(row -> !row.contains(",2023-06") && !row.contains(",2023-07"))
                .toList());
    var sorted = predictions(rows, "auto");
    Collections.shuffle(rows, new Random(1));
    assertThat(predictions(rows, "auto")).isEqualTo(sorted);
  }

  @Test
  void a_history_full_of_repeated_rows_gets_an_answer() throws Exception {
    var rows = new ArrayList<String>();
    for (String row : MadeShop.lines(40, 17)) for (int i = 0; i < 5; i++) rows.add(row);
    assertThat(predictions(rows, "auto")).hasSize(41);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tree_stack", "ziln_stack"})
  void odd_histories_get_an_answer_or_a_clear_error_from_learners_too(String model)
      throws Exception {
    var odd = new ArrayList<List<String>>();
    odd.add(List.of("only,2023-12-31 23:59:59,purchase,5"));
    odd.add(MadeShop.lines(20, 10));
    odd.add(MadeShop.lines(30, 18).stream().map(r -> r.replaceFirst("[^,]*$", "0")).toList());
    odd.add(IntStream.range(0, 30).mapToObj(i -> "c" + i + ",2023-12-31,purchase,1" + i).toList());
    odd.add(
        MadeShop.lines(25, 17).stream()
            .filter(row -> !row.contains(",2023-06") && !row.contains(",2023-07"))
            .flatMap(row -> Stream.of(row, row, row))
            .toList());
    for (var rows : odd) answersOrSaysWhy(rows, model);
  }

  private void answersOrSaysWhy(List<String> rows, String model) throws IOException {
    Files.deleteIfExists(out());
    var told = predict(file("odd.csv", HEADER, rows), "--model", model);
    assertThat(told.err()).doesNotContain("Exception", "\tat ");
    if (told.code() == 0) finite(Files.readAllLines(out()));
    else {
      assertThat(told.code()).isEqualTo(2);
      assertThat(told.err()).isNotBlank();
      assertThat(out()).doesNotExist();
    }
  }

  private static void finite(List<String> lines) {
    assertThat(lines).hasSizeGreaterThan(1);
    for (String line : lines.subList(1, lines.size()))
      for (double value : numbers(line)) assertThat(value).isFinite().isNotNegative();
  }

  @Test
  void a_shop_without_amounts_gets_probabilities_from_the_default() throws Exception {
    var rows =
        MadeShop.lines(60, 18).stream()
            .map(row -> row.substring(0, row.lastIndexOf(',')) + ",0")
            .toList();
    for (String line : predictions(rows, "auto").subList(1, 61)) {
      assertThat(numbers(line)[0]).isPositive();
      assertThat(numbers(line)[2]).isZero();
    }
  }

  @Test
  void negative_free_and_enormous_purchases_are_borne() throws Exception {
    var rows =
        with(
            MadeShop.lines(60, 11),
            "neg,2023-05-05,purchase,-12.30",
            "free,2023-05-06,purchase,0",
            "whale,2023-05-07,purchase,99999999999.99",
            "tiny,2023-05-08,purchase,1e-9");
    var lines = predictions(rows, "auto");
    assertThat(lines).hasSize(65);
    for (String line : lines.subList(1, lines.size()))
      for (double value : numbers(line)) assertThat(value).isFinite().isNotNegative();
  }

  @Test
  void ids_with_commas_and_foreign_letters_come_back_as_they_were() throws Exception {
    var rows = with(MadeShop.lines(10, 12), "\"Müller, 王\",2023-05-05,purchase,3");
    assertThat(predictions(rows, "bgnbd")).anyMatch(line -> line.startsWith("\"Müller, 王\","));
  }

  @Test
  void a_million_rows_are_read_and_answered() throws Exception {
    var csv = folder.resolve("large.csv");
    try (var writer = Files.newBufferedWriter(csv)) {
      writer.write(HEADER + "\n");
      for (int i = 0; i < 1_000_000; i++)
        writer.write(
            "c" + i % 40_000 + "," + MadeShop.FIRST.plusDays(i / 3_000) + ",purchase,9.90\n");
    }
    var told = predict(csv, "--model", "bgnbd", "--json");
    assertThat(told.code()).as(told.err()).isZero();
    JsonNode summary = Json.MAPPER.readTree(told.out());
    assertThat(summary.path("lines").asLong()).isEqualTo(1_000_000);
    assertThat(summary.path("customers").asLong()).isEqualTo(40_000);
  }

  @Test
  void the_summary_for_machines_adds_up() throws Exception {
    var told =
        predict(file("s.csv", HEADER, MadeShop.lines(100, 13)), "--model", "bgnbd", "--json");
    var summary = Json.MAPPER.readTree(told.out());
    var lines = Files.readAllLines(out());
    assertThat(summary.path("model").asText()).isEqualTo("bgnbd");
    assertThat(summary.path("spend").asDouble()).isCloseTo(expectedSpend(lines), within(0.01));
    assertThat(told.err()).isEmpty();
  }

  @Test
  void a_horizon_longer_than_the_history_is_warned_of() throws Exception {
    var told = predict(file("s.csv", HEADER, MadeShop.lines(50, 14)), "--horizon-days", "3000");
    assertThat(told.code()).as(told.err()).isZero();
    assertThat(told.err()).contains("is shorter than the horizon of 3000");
  }

  private static int headerFirst(String a, String b) {
    if (a.startsWith("customer_id")) return b.startsWith("customer_id") ? 0 : -1;
    return b.startsWith("customer_id") ? 1 : a.split(",")[0].compareTo(b.split(",")[0]);
  }

  private static double expectedSpend(List<String> lines) {
    return lines.stream().skip(1).mapToDouble(line -> numbers(line)[2]).sum();
  }

  private static List<String> with(List<String> rows, String... more) {
    var all = new ArrayList<>(rows);
    all.addAll(List.of(more));
    return all;
  }

  /** The ten figures of a line. */
  private static double[] numbers(String line) {
    String[] fields = line.split(",");
    double[] numbers = new double[10];
    for (int i = 0; i < 10; i++) numbers[i] = Double.parseDouble(fields[fields.length - 10 + i]);
    return numbers;
  }

  private List<String> predictions(List<String> rows, String model) throws IOException {
    return predictions(HEADER, rows, model);
  }

  private List<String> predictions(String header, List<String> rows, String model)
      throws IOException {
    return predictions(file("events.csv", header, rows), model);
  }

  private List<String> predictions(Path events, String model) throws IOException {
    var told = predict(events, "--model", model);
    assertThat(told.code()).as(told.err()).isZero();
    return Files.readAllLines(out());
  }

  private Told predict(Path events, String... more) {
    var words =
        new ArrayList<Object>(List.of("predict", "--events", events, "--cut", CUT, "--out", out()));
    words.addAll(List.of(more));
    if (!words.contains("--horizon-days")) words.addAll(List.of("--horizon-days", "90"));
    return Told.worth(words.toArray());
  }

  private Path out() {
    return folder.resolve("predictions.csv");
  }

  private Path file(String name, String header, List<String> rows) throws IOException {
    var lines = new ArrayList<String>(List.of(header));
    lines.addAll(rows);
    return Files.write(folder.resolve(name), lines);
  }
}
