// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.worth.core.learning.Example;
import dev.worth.core.promotion.GateReport.Allowance;
import dev.worth.core.promotion.Step;
import dev.worth.node.Engine;
import dev.worth.node.Settings;
import dev.worth.node.learning.Learning;
import dev.worth.node.model.Bundles;
import dev.worth.node.model.ModelStore;
import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.ForecastMade;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.OutcomeReported;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import dev.worth.protocol.OutcomeKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop of a whole engine on a real journal, with a trainer that tells what it was given. */
class TrainingTest {
  private static final Instant MONDAY = Instant.parse("2025-09-01T00:00:00Z");
  private static final int CUSTOMERS = 120;
  private static final Step STEP = new Step(MONDAY, "test", "test");
  private @TempDir Path folder;
  private int ids;

  @Test
  void a_training_that_a_stop_broke_off_is_begun_again_and_ends_once() throws Exception {
    try (var engine = engine("worth.training.own-process = on\nworth.training.seed = 3000")) {
      week(engine, 0, CUSTOMERS);
      await(engine.loop().learning().caughtUp());
      var begun = await(engine.loop().training().begin("test"));
      assertThat(begun.running().orElseThrow().reason()).isEqualTo("command: test");
      assertThatThrownBy(() -> await(engine.loop().training().begin("twice")))
          .hasMessageContaining("under way");
    }
    try (var engine = engine("")) {
      await(engine.loop().turned());
      var status = await(engine.loop().training().status());
      assertThat(status.ended()).hasSize(1);
      assertThat(status.ended().getFirst().finished()).isTrue();
      assertThat(status.ended().getFirst().number()).isEqualTo(1);
    }
  }

  @Test
  void a_training_begun_again_starts_from_the_model_that_was_in_use_when_it_began()
      throws Exception {
    byte[] champion = Bundles.valid("m-1");
    try (var engine = engine("worth.training.own-process = on\nworth.training.seed = 5000")) {
      week(engine, 0, CUSTOMERS);
      await(engine.registry().register(champion, STEP));
      await(engine.registry().promote("m-1", STEP, Allowance.NOT_JUDGED));
      await(engine.loop().learning().caughtUp());
      await(engine.loop().training().begin("test"));
      while (starts().isEmpty()) Thread.sleep(10);
    }
    Files.delete(folder.resolve("models").resolve("m-1.zip"));
    TestTrainer.ASKED.clear();
    try (var engine = engine("")) {
      await(engine.loop().turned());
      var start = TestTrainer.ASKED.remove().request().start().orElseThrow();
      assertThat(start.version()).isEqualTo("m-1");
      assertThat(start.bundle()).isEqualTo(champion);
      var ended = await(engine.loop().training().status()).ended().getLast();
      assertThat(ended.start()).contains("m-1");
    }
  }

  @Test
  void a_start_that_is_another_bundle_by_now_is_not_handed_over() throws Exception {
    byte[] champion = Bundles.valid("m-1");
    var run =
        new Run(
            1,
            "test",
            MONDAY,
            0,
            Set.of(),
            "stack",
            28,
            "EUR",
            10,
            0,
            MONDAY,
            1,
            Optional.of(new Run.Start("m-1", ModelStore.sum(champion))));
    engine("").close();
    var file = RunFile.of(folder, run);
    file.ask(new RunFile.Asked(folder.resolve("worth.db").toString(), run));
    file.keepStart(Bundles.other("m-1"));
    TestTrainer.ASKED.clear();
    TrainerProcess.train(file, share -> {});
    assertThat(TestTrainer.ASKED.remove().request().start().orElseThrow().bundle()).isEmpty();
  }

  @Test
  void a_run_journaled_before_there_were_starts_is_read_as_one_from_nothing() throws Exception {
    var file = new RunFile(folder);
    Files.writeString(
        folder.resolve("run.json"),
        """
        {"journal":"j","run":{"number":3,"reason":"labels","cut":1756684800.0,"labels":9,\
        "distrusted":[],"family":"stack","horizonDays":28.0,"currency":"EUR","customers":10,\
        "seed":1,"startedAt":1756684800.0}}
        """);
    assertThat(file.asked().run().start()).isEmpty();
    assertThat(file.asked().run().tries()).isEqualTo(1);
  }

  private List<Path> starts() throws Exception {
    if (!Files.exists(folder.resolve("training"))) return List.of();
    try (var files = Files.walk(folder.resolve("training"))) {
      return files.filter(f -> f.endsWith("start.zip")).toList();
    }
  }

  @Test
  void poisoned_labels_reach_neither_the_training_nor_those_who_judge_it() throws Exception {
    try (var engine = engine("")) {
      for (int week = 0; week < 9; week++) week(engine, week, CUSTOMERS);
      await(engine.loop().learning().caughtUp());
      var clean = engine.loop().learning().evidence().heldOut();
      poison(engine);
      flood(engine);
      week(engine, 9, CUSTOMERS);
      await(engine.loop().learning().caughtUp());
      assertThat(engine.loop().learning().distrusted()).containsExactly("/flood", "/poison");
      TestTrainer.ASKED.clear();
      await(engine.loop().training().begin("test"));
      await(engine.loop().turned());
      var given = TestTrainer.ASKED.remove().histories();
      var facts = given.values().stream().flatMap(List::stream).toList();
      assertThat(facts).extracting(fact -> fact.key().source()).contains("/shop", "/bank");
      assertThat(facts).extracting(f -> f.key().source()).doesNotContain("/flood", "/poison");
      assertThat(facts).noneMatch(ForecastMade.class::isInstance);
      assertThat(given.keySet()).noneMatch(Learning::isHeldOut);
      assertThat(clean).isNotEmpty();
      assertThat(labels(engine.loop().learning().evidence().heldOut())).containsAll(labels(clean));
    }
  }

  @Test
  void an_established_source_that_grows_alone_is_not_left_out_and_nothing_it_taught_takes_over()
      throws Exception {
    try (var engine = engine("")) {
      for (int week = 0; week < 8; week++) {
        week(engine, week, CUSTOMERS);
        orders(engine, week, 40);
      }
      await(engine.loop().learning().caughtUp());
      assertThat(engine.loop().learning().evidence().doubts()).isEmpty();
      for (int week = 8; week < 10; week++) {
        week(engine, week, CUSTOMERS);
        orders(engine, week, 110);
      }
      await(engine.loop().learning().caughtUp());
      assertThat(engine.loop().learning().distrusted()).isEmpty();
      assertThat(engine.loop().learning().evidence().doubts())
          .singleElement()
          .asString()
          .contains("'/app'", "trusted-sources");
      await(engine.loop().training().begin("test"));
      await(engine.loop().turned());
      var ended = await(engine.loop().training().status()).ended().getLast();
      assertThat(ended.says()).contains("does not pass", "labels: source '/app'");
      assertThat(engine.model().get().version()).isEqualTo("baseline-1");
    }
  }

  private void orders(Engine engine, int week, int customers) throws Exception {
    Instant monday = MONDAY.plus(Duration.ofDays(7L * week));
    var facts = new LinkedHashMap<CustomerId, List<CustomerEvent>>();
    for (int c = 0; c < customers; c++)
      facts.put(
          customer(c), List.of(order(new EventKey("/app", "a" + ids++), monday.plusSeconds(c))));
    record(engine, facts);
  }

  private static List<String> labels(List<Example> examples) {
    return examples.stream()
        .filter(e -> e.features().now().isAfter(MONDAY.plus(Duration.ofDays(14))))
        .map(e -> e.features().now() + " " + e.features().orders() + " " + e.label())
        .distinct()
        .toList();
  }

  /** Every third customer orders on Tuesday; all of them look in, so that time goes by. */
  private void week(Engine engine, int week, int customers) throws Exception {
    Instant tuesday = MONDAY.plus(Duration.ofDays(7L * week + 1));
    var facts = new LinkedHashMap<CustomerId, List<CustomerEvent>>();
    for (int c = 0; c < customers; c++) {
      var key = new EventKey("/shop", "e" + ids++);
      var at = tuesday.plusSeconds(c);
      CustomerEvent fact =
          (c + week) % 3 == 0 ? order(key, at) : new CustomerEvent.PageViewed(key, at, "/", 0);
      facts.put(customer(c), List.of(fact));
    }
    record(engine, facts);
    await(engine.loop().learning().caughtUp());
  }

  /** A tenth of the forecasts get a false offline order; one a true one. */
  private void poison(Engine engine) throws Exception {
    var forecasts = new ArrayList<String>();
    for (int c = 0; c < CUSTOMERS; c++)
      for (var told : await(engine.customers().timeline(customer(c), 0, 100)))
        if (told.event() instanceof ForecastMade made) forecasts.add(c + " " + made.key().id());
    for (int i = 0; i < forecasts.size(); i++)
      if (i % 10 == 0 || i == 1) {
        var parts = forecasts.get(i).split(" ");
        String source = i == 1 ? "/bank" : "/poison";
        var outcome =
            new OutcomeReported(
                new EventKey(source, "p" + i),
                MONDAY.plus(Duration.ofDays(45)),
                parts[1],
                OutcomeKind.OFFLINE_ORDER,
                euro(5_000));
        await(engine.customers().note(customer(Integer.parseInt(parts[0])), outcome));
      }
    assertThat(forecasts).hasSizeGreaterThan(300);
  }

  private void flood(Engine engine) throws Exception {
    Instant at = MONDAY.plus(Duration.ofDays(62));
    var facts = new LinkedHashMap<CustomerId, List<CustomerEvent>>();
    for (int c = 0; c < CUSTOMERS; c++)
      facts.put(customer(c), List.of(order(new EventKey("/flood", "f" + c), at.plusSeconds(c))));
    record(engine, facts);
  }

  private static void record(Engine engine, Map<CustomerId, List<CustomerEvent>> facts)
      throws Exception {
    await(engine.customers().record(facts, Optional.empty(), fact -> false));
  }

  private OrderPlaced order(EventKey key, Instant at) {
    var none = euro(0);
    var order = new OrderId("o" + ids++);
    return new OrderPlaced(key, at, order, List.of(), euro(2_000), none, none, none, "");
  }

  private static CustomerId customer(int c) {
    return new CustomerId("c" + c);
  }

  private static Amount euro(long minor) {
    return Amount.of(new Money(minor, "EUR"));
  }

  private Engine engine(String settings) {
    var engine =
        Engine.start(
            Settings.of(
                ConfigFactory.parseString(
                    """
                    %s
                    worth.data-dir = "%s"
                    worth.shards = 10
                    worth.http.port = 0
                    worth.learning { enabled = off, forecast-within = 60h, horizon-days = 14 }
                    """
                        .formatted(
                            settings.isEmpty() ? "worth.training.own-process = off" : settings,
                            folder))));
    engine.ready().join();
    return engine;
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
