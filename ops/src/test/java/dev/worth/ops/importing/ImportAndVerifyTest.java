// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.importing;

import static dev.worth.ops.Running.worth;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.worth.ops.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files into a real engine over HTTP, and the journal it leaves behind. */
class ImportAndVerifyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private Path folder;

  private Path shop() {
    Path file = folder.resolve("shop.ndjson");
    var printed = worth("simulate", "--customers", "40", "--days", "150", "--out", file.toString());
    assertThat(printed.code()).isZero();
    return file;
  }

  private static JsonNode sent(Path file, Running engine, String... more) throws IOException {
    var args = new ArrayList<>(List.of("import", file.toString(), "--json", "--url", engine.url()));
    args.addAll(List.of(more));
    return JSON.readTree(worth(args.toArray(String[]::new)).out());
  }

  private static JsonNode verified(Path data, String... more) throws IOException {
    var args = new ArrayList<>(List.of("verify", "--data", data.toString(), "--json"));
    args.addAll(List.of(more));
    return JSON.readTree(worth(args.toArray(String[]::new)).out());
  }

  @Test
  void a_journal_replays_to_the_states_and_answers_of_the_engine_that_wrote_it()
      throws IOException {
    Path data = folder.resolve("data");
    Path shop = shop();
    try (var engine = new Running(data)) {
      int lines = Files.readAllLines(shop).size();
      assertThat(sent(shop, engine).path("accepted").asInt()).isEqualTo(lines);
      assertThat(sent(shop, engine).path("duplicate").asInt()).isEqualTo(lines);
      var report = verified(data, "--url", engine.url());
      assertThat(report.path("first")).isEmpty();
      assertThat(report.path("events").asInt()).isEqualTo(lines);
      assertThat(report.path("answers").asInt()).isEqualTo(report.path("customers").asInt());
    }
  }

  @Test
  void orders_of_a_csv_are_sent_and_sent_again_without_harm() throws IOException {
    Path orders = folder.resolve("orders.csv");
    Files.writeString(
        orders,
        """
        customer_id,time,kind,amount,invoice
        b,2024-03-02 10:00,purchase,20.00,2
        a,2024-03-01,purchase,10.50,1
        a,2024-03-05 09:30,return,4.50,
        c,2024-03-06,purchase,,3
        """);
    Path data = folder.resolve("data");
    try (var engine = new Running(data)) {
      assertThat(sent(orders, engine).path("accepted").asInt()).isEqualTo(4);
      assertThat(sent(orders, engine).path("duplicate").asInt()).isEqualTo(4);
    }
    assertThat(verified(data).path("events").asInt()).isEqualTo(4);
  }

  @Test
  void a_file_out_of_order_is_sent_in_order() throws IOException {
    Path shop = shop();
    var lines = new ArrayList<>(Files.readAllLines(shop));
    Collections.shuffle(lines, new Random(3));
    Path shuffled = Files.write(folder.resolve("shuffled.ndjson"), lines);
    try (var engine = new Running(folder.resolve("data"))) {
      assertThat(sent(shuffled, engine).path("accepted").asInt()).isEqualTo(lines.size());
    }
  }

  @Test
  void a_broken_line_is_told_and_the_others_are_kept() throws IOException {
    Path shop = shop();
    Files.writeString(shop, "{\"broken\n", StandardOpenOption.APPEND);
    try (var engine = new Running(folder.resolve("data"))) {
      var report = sent(shop, engine);
      assertThat(report.path("rejected").asInt()).isEqualTo(1);
      assertThat(report.path("problems").get(0).asText()).contains("breaks off");
      assertThat(report.path("accepted").asInt()).isEqualTo(Files.readAllLines(shop).size() - 1);
    }
  }

  @Test
  void an_engine_that_is_not_there_is_a_failure_in_one_line() {
    var printed = worth("import", shop().toString(), "--url", "http://127.0.0.1:1");
    assertThat(printed.code()).isEqualTo(1);
  }
}
