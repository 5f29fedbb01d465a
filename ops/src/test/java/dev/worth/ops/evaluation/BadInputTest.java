// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with the input: exit code 2, what and how to mend it, and no half file. */
class BadInputTest {
  private static final String HEADER = "customer_id,time,kind,amount\n";

  @TempDir Path folder;

  @Test
  void a_missing_file_is_named() {
    refused(folder.resolve("none.csv"), "there is no file", "none.csv");
    refused(folder, "is a folder: name a CSV file");
  }

  @Test
  void an_empty_file_needs_a_header_and_a_header_needs_lines() throws Exception {
    refused(file(""), "is empty: a header line is needed");
    refused(file(HEADER), "has a header but no lines");
  }

  @Test
  void a_missing_column_is_named_beside_what_was_found() throws Exception {
    refused(file("customer_id,time,amount\na,2023-01-01,1\n"), "has no column kind", "time,amount");
    refused(file("customer_id;time;amount\n"), "no column kind", "time,amount");
    refused(file("customer_id|time|kind|amount\n"), "no column customer_id", "customer_id|time");
  }

  @Test
  void a_column_named_twice_is_refused() throws Exception {
    refused(file("customer_id,time,kind,amount,Kind\n"), "two columns kind");
  }

  @Test
  void what_is_no_csv_is_refused() throws Exception {
    byte[] noise = new byte[50_000];
    new Random(1).nextBytes(noise);
    noise[0] = 'P';
    refused(Files.write(folder.resolve("noise"), noise), "no column customer_id");
    refused(file("customer_id,time,kind,amount\n\"" + "never closed,\n".repeat(2_000_000)), "");
  }

  @Test
  void a_broken_gzip_is_refused() throws Exception {
    var broken = Files.write(folder.resolve("e.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 1});
    refused(broken, "cannot be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a,2023-13-01,purchase,1       | time '2023-13-01' is not a date: write it as 2010-12-01
          a,2023-02-30,purchase,1       | time '2023-02-30' is not a date
          a,yesterday,purchase,1        | time 'yesterday' is not a date
          a,01/02/2023,purchase,1       | time '01/02/2023' is not a date
          a,2023-01-01 25:00,purchase,1 | time '2023-01-01 25:00' is not a date
          a,,purchase,1                 | time '' is not a date
          a,2023-01-01,refund,1         | kind 'refund' is unknown: write purchase or return
          a,2023-01-01,,1               | kind '' is unknown
          a,2023-01-01,purchase,12x     | amount '12x' is not a number: write it as 12.30
          a,2023-01-01,purchase,NaN     | amount 'NaN' is not a number
          a,2023-01-01,purchase,1e99    | amount '1e99' is out of range
          a,2023-01-01,purchase,1e-999999999  | amount '1e-999999999' is out of range
          a,2023-01-01,purchase,1e999999999   | amount '1e999999999' is out of range
          a,2023-01-01,purchase         | it has 3 fields and no amount
          ,2023-01-01,purchase,1        | customer id is blank
          """)
  void a_bad_line_is_named_by_number_value_and_remedy(String line, String complaint)
      throws Exception {
    refused(
        file(HEADER + "ok,2023-01-01,purchase,1\n" + line + "\n"),
        "1 bad line:",
        "line 3: " + complaint);
  }

  @Test
  void a_name_in_another_encoding_is_told_from_a_name() throws Exception {
    byte[] latin =
        (HEADER + "M\u00fcller,2023-01-01,purchase,1\n").getBytes(StandardCharsets.ISO_8859_1);
    refused(
        Files.write(folder.resolve("latin.csv"), latin), "is not UTF-8: save the file as UTF-8");
  }

  @Test
  void of_many_bad_lines_the_first_ten_are_listed() throws Exception {
    var told =
        refused(
            file(
                HEADER
                    + IntStream.range(0, 25)
                        .mapToObj(i -> "a,2023-01-01,gift,1\n")
                        .collect(Collectors.joining())),
            "25 bad lines",
            "line 11:",
            "and 15 more");
    assertThat(told.err()).doesNotContain("line 12:");
  }

  @Test
  void nobody_before_the_cut_is_an_error() throws Exception {
    refused(file(HEADER + "a,2024-02-01,purchase,1\n"), "nobody bought anything before 2024-01-01");
    refused(file(HEADER + "a,2023-02-01,return,1\n"), "nobody bought anything");
  }

  @Test
  void options_are_checked_before_the_file_is_read() throws Exception {
    var good = file(HEADER + "a,2023-02-01,purchase,1\n");
    assertThat(predict(good, "soon", "90", "bgnbd", "EUR").err())
        .contains("--cut 'soon' is not a date");
    assertThat(predict(good, "2024-01-01", "0", "bgnbd", "EUR").err())
        .contains("ask for more than 0");
    assertThat(predict(good, "2024-01-01", "9999", "bgnbd", "EUR").err()).contains("at most 3660");
    assertThat(predict(good, "2024-01-01", "90", "magic", "EUR").err())
        .contains("there is no model 'magic': choose one of auto, bgnbd");
    assertThat(predict(good, "2024-01-01", "90", "bgnbd", "EURO").err())
        .contains("currency 'EURO' is not an ISO 4217 code");
    assertThat(Told.worth("predict", "--events", good).code()).isEqualTo(2);
  }

  @Test
  void an_impossible_output_is_refused_at_once() throws Exception {
    var good = file(HEADER + "a,2023-02-01,purchase,1\n");
    var told =
        Told.worth(
            "predict",
            "--events",
            good,
            "--cut",
            "2024-01-01",
            "--horizon-days",
            9,
            "--out",
            folder.resolve("no/such/folder/p.csv"));
    assertThat(told.code()).isEqualTo(2);
    assertThat(told.err()).contains("there is no folder", "make it");
  }

  private Told refused(Path events, String... said) {
    var told = predict(events, "2024-01-01", "90", "bgnbd", "EUR");
    assertThat(told.code()).as(told.err()).isEqualTo(2);
    assertThat(told.err()).contains(said).doesNotContain("\tat ", "Exception");
    assertThat(told.out()).isEmpty();
    assertThat(folder.resolve("p.csv")).doesNotExist();
    return told;
  }

  private Told predict(Path events, String cut, String horizon, String model, String currency) {
    return Told.worth(
        "predict",
        "--events",
        events,
        "--cut",
        cut,
        "--horizon-days",
        horizon,
        "--model",
        model,
        "--currency",
        currency,
        "--out",
        folder.resolve("p.csv"));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("events.csv"), text);
  }
}
