// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.verification;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.ops.Running;
import dev.worth.ops.simulation.Shop;
import dev.worth.ops.simulation.Simulation;
import dev.worth.ops.terminal.Json;
import dev.worth.ops.wire.EngineClient;
import dev.worth.ops.wire.Feeder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code worth verify} says of a journal that a disk has damaged. */
class DamagedJournalTest {
  private static final int PAGE = 4_096;
  private static final Shop SHOP = new Shop(40, 200, 13, LocalDate.of(2025, 1, 1), "EUR");
  private static @TempDir Path sound;
  private @TempDir Path folder;

  @BeforeAll
  static void write() {
    try (var engine = new Running(sound);
        var feeder = new Feeder(new EngineClient(URI.create(engine.url())), 2)) {
      new Simulation(SHOP).facts().forEachRemaining(feeder::send);
      feeder.finish();
    }
  }

  @BeforeEach
  void copy() throws IOException {
    Files.copy(sound.resolve("worth.db"), file());
  }

  private Path file() {
    return folder.resolve("worth.db");
  }

  @Test
  void customers_with_a_damaged_event_are_counted_and_named_and_all_others_compared()
      throws Exception {
    JsonNode before = verify(0);
    sql("UPDATE events SET crc = crc + 1 WHERE seq = 3 AND pid IN (2, 5)");
    sql("UPDATE events SET crc = crc + 1 WHERE seq = 4 AND pid = 5");
    JsonNode after = verify(1);
    assertThat(after.get("damaged").asLong()).isEqualTo(2);
    assertThat(after.get("damaged_customers"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(customer(2), customer(5));
    assertThat(after.get("customers").asLong()).isEqualTo(before.get("customers").asLong() - 2);
    assertThat(after.get("first")).hasSize(3).allMatch(told -> told.asText().contains("damaged"));
    var printed = Running.worth("verify", "--data", folder.toString());
    assertThat(printed.code()).isEqualTo(1);
    assertThat(printed.out()).contains("records of 2 customers are damaged", customer(5), "backup");
  }

  @Test
  void the_list_of_the_damaged_is_bounded_and_their_number_is_told() throws Exception {
    sql("UPDATE events SET crc = crc + 1 WHERE seq = 1");
    JsonNode report = verify(1);
    assertThat(report.get("damaged").asLong()).isGreaterThan(30);
    assertThat(report.get("damaged_customers")).hasSize(20);
    assertThat(report.get("first")).hasSize(20);
  }

  @Test
  void behind_a_lost_page_of_the_file_reading_goes_on() throws Exception {
    long events = verify(0).get("events").asLong();
    byte[] bytes = Files.readAllBytes(file());
    int at = new String(bytes, ISO_8859_1).indexOf(someId(events / 2)) / PAGE * PAGE;
    assertThat(at).isPositive();
    Arrays.fill(bytes, at, at + PAGE, (byte) 0);
    Files.write(file(), bytes);
    JsonNode report = verify(1);
    assertThat(report.get("events").asLong()).isBetween(events * 9 / 10, events - 1);
    assertThat(report.get("first").toString()).contains("no event can be read");
  }

  private JsonNode verify(int code) throws IOException {
    var printed = Running.worth("verify", "--data", folder.toString(), "--json");
    assertThat(printed.code()).as(printed.out()).isEqualTo(code);
    return Json.MAPPER.readTree(printed.out());
  }

  private String customer(int pid) throws SQLException {
    return text("SELECT substr(persistence_id, 10) FROM persistence_ids WHERE pid = " + pid);
  }

  /** A text that stands in the payload of an event, and nowhere else. */
  private String someId(long ordering) throws SQLException {
    byte[] payload = bytes("SELECT payload FROM events WHERE ordering = " + ordering);
    return new String(payload, ISO_8859_1);
  }

  private String text(String query) throws SQLException {
    return new String(bytes(query), ISO_8859_1);
  }

  private byte[] bytes(String query) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getBytes(1);
    }
  }

  private void sql(String update) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(update)).isPositive();
    }
  }
}
