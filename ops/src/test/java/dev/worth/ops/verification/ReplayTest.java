// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.node.journal.JournalReader;
import dev.worth.ops.Running;
import dev.worth.ops.simulation.Shop;
import dev.worth.ops.simulation.Simulation;
import dev.worth.ops.wire.EngineClient;
import dev.worth.ops.wire.Feeder;
import dev.worth.ops.wire.Told;
import dev.worth.ops.wire.Verdicts;
import dev.worth.protocol.Verdict;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final long ALMOST_THE_WINDOW = 23 * 3_600_000L;
  private static final Shop SHOP = new Shop(40, 200, 13, LocalDate.of(2025, 1, 1), "EUR");

  @TempDir private Path folder;

  private static List<Told> facts() {
    var facts = new ArrayList<Told>();
    new Simulation(SHOP).facts().forEachRemaining(facts::add);
    return facts;
  }

  private record Arrival(long at, Told told) {}

  /** Each fact twice, each time as late as the lateness window lets. */
  private static List<Told> messy(List<Told> facts) {
    var random = new Random(5);
    var arrivals = new ArrayList<Arrival>();
    for (Told told : facts) {
      for (int i = 0; i < 2; i++) {
        long delay = random.nextLong(ALMOST_THE_WINDOW);
        arrivals.add(new Arrival(told.fact().at().toEpochMilli() + delay, told));
      }
    }
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    return arrivals.stream().map(Arrival::told).toList();
  }

  private Verdicts send(String name, List<Told> facts) {
    try (var engine = new Running(folder.resolve(name));
        var feeder = new Feeder(new EngineClient(URI.create(engine.url())), 2)) {
      facts.forEach(feeder::send);
      return feeder.finish();
    }
  }

  private Map<String, String> states(String name) {
    try (var journal = JournalReader.open(folder.resolve(name).resolve("worth.db"))) {
      var replay = Replay.of(journal);
      assertThat(replay.differences().first()).isEmpty();
      var states = new TreeMap<String, String>();
      for (Followed customer : replay.customers())
        states.put(customer.customer().value(), HexFormat.of().formatHex(customer.bytes()));
      return states;
    }
  }

  @Test
  void every_fact_twice_and_as_late_as_allowed_leaves_the_states_of_the_clean_run() {
    var facts = facts();
    assertThat(send("clean", facts).of(Verdict.ACCEPTED)).isEqualTo(facts.size());
    var messy = send("messy", messy(facts));
    assertThat(messy.of(Verdict.ACCEPTED)).isEqualTo(facts.size());
    assertThat(messy.of(Verdict.DUPLICATE)).isEqualTo(facts.size());
    assertThat(states("messy")).hasSizeGreaterThan(30).isEqualTo(states("clean"));
  }

  @Test
  void an_event_that_is_gone_from_the_journal_is_named() throws SQLException {
    send("data", facts());
    Path file = folder.resolve("data").resolve("worth.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM events WHERE ordering = 1");
    }
    try (var journal = JournalReader.open(file)) {
      assertThat(Replay.of(journal).differences().first())
          .singleElement()
          .asString()
          .contains("event 2 follows event 0");
    }
  }

  @Test
  void a_folder_without_a_journal_is_a_failure_that_names_it() {
    assertThat(Running.worth("verify", "--data", folder.toString()).code()).isEqualTo(1);
  }
}
