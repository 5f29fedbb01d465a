// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.worth.core.customer.StateCodec;
import dev.worth.core.learning.Cutoffs;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.Forecasts;
import dev.worth.core.scoring.Scoring;
import dev.worth.node.Engine;
import dev.worth.node.Settings;
import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.OrderCancelled;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.OrderRefunded;
import dev.worth.protocol.CustomerEvent.OutcomeReported;
import dev.worth.protocol.CustomerEvent.PageViewed;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import dev.worth.protocol.OutcomeKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collection made live, with stops, and one made afterwards are the same bytes. */
class SameExamplesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Cutoffs WEEKLY = new Cutoffs(Duration.ofDays(7), 14, 8);
  private static final LearningSettings SETTINGS =
      new LearningSettings(
          WEEKLY, "EUR", 10, Duration.ofDays(1), Duration.ofSeconds(1), true, Set.of());

  private final Random random = new Random(11);
  private final List<OrderPlaced> orders = new ArrayList<>();
  private @TempDir Path folder;
  private int ids;

  @Test
  void a_back_fill_gives_the_same_examples_as_live_collection_byte_for_byte() {
    try (var engine = Engine.start(settings())) {
      engine.ready().join();
      Path journal = folder.resolve("worth.db");
      var live = new Collector(journal, folder.resolve("live.db"), SETTINGS);
      for (int day = 0; day < 110; day++) {
        sendDay(engine, START.plus(Duration.ofDays(day)));
        for (int i = random.nextInt(3); i > 0; i--) live.step(1 + random.nextInt(60));
        if (random.nextInt(3) == 0) live.settle();
        if (day > 40) note(engine, live);
        if (random.nextInt(6) == 0) {
          live.close();
          live = new Collector(journal, folder.resolve("live.db"), SETTINGS);
        }
      }
      var collected = finished(live);
      var filled = finished(new Collector(journal, folder.resolve("filled.db"), SETTINGS));
      assertThat(collected).isEqualTo(filled);
      assertThat(collected).filteredOn(l -> l.startsWith("example")).hasSize(8 * 10);
      assertThat(collected)
          .filteredOn(l -> l.startsWith("example") && l.contains(" c-"))
          .isNotEmpty();
      assertThat(collected).filteredOn(l -> l.startsWith("outcome")).isNotEmpty();
      assertThat(collected).filteredOn(l -> l.matches("example .* [1-9]\\d* [1-9].*")).isNotEmpty();
      assertThat(collected).filteredOn(l -> l.matches("example .* - - .*")).isNotEmpty();
    }
  }

  private static List<String> finished(Collector collector) {
    while (collector.step()) {}
    collector.settle();
    var all = collector.store().dump();
    collector.close();
    return all;
  }

  /** In any order within the lateness window, some a little too late. */
  private void sendDay(Engine engine, Instant day) {
    for (int i = 0; i < 12; i++) {
      long back = random.nextInt(8) == 0 ? random.nextInt(30 * 60) : 0;
      Instant at = day.plus(Duration.ofMinutes(random.nextInt(1440) - back));
      var customer = new CustomerId("c" + random.nextInt(60));
      engine
          .customers()
          .record(customer, List.of(fact(at)), Optional.empty())
          .toCompletableFuture()
          .join();
    }
  }

  private CustomerEvent fact(Instant at) {
    var key = new EventKey("/shop", "e" + ids++);
    int kind = random.nextInt(10);
    if (kind < 4 || orders.isEmpty()) return order(key, at);
    var some = orders.get(random.nextInt(orders.size()));
    if (kind == 4) return new OrderRefunded(key, at, some.order().value(), euro(500));
    if (kind == 5) return new OrderCancelled(key, at, some.order());
    return new PageViewed(key, at, "/p", 0);
  }

  private OrderPlaced order(EventKey key, Instant at) {
    var none = euro(0);
    var total = euro(1000 + random.nextInt(9000));
    var order =
        new OrderPlaced(key, at, new OrderId("o" + ids), List.of(), total, none, none, none, "");
    orders.add(order);
    return order;
  }

  /** A forecast of somebody drawn at the newest cut-off, and an outcome of an older one. */
  private void note(Engine engine, Collector live) {
    live.settle();
    if (live.store().now().isEmpty()) return;
    var drawn = live.store().at(WEEKLY.latest(live.store().now().get()));
    if (drawn.isEmpty()) return;
    var one = drawn.get(random.nextInt(drawn.size()));
    var question = new Scoring.Question(one.cutoff(), 14, false);
    var state = StateCodec.decode(one.state());
    var score = Scoring.score(one.customer(), state, 0, question, "EUR", new Baseline());
    String id = Forecasts.id(one.customer(), one.cutoff(), 14);
    var customers = engine.customers();
    customers.note(one.customer(), Forecasts.made(id, score)).toCompletableFuture().join();
    var outcome =
        new OutcomeReported(
            new EventKey("/bank", "b" + ids++),
            one.cutoff().minus(Duration.ofDays(random.nextInt(40))),
            id,
            random.nextBoolean() ? OutcomeKind.OFFLINE_ORDER : OutcomeKind.CHARGE_BACK,
            euro(700));
    customers.note(one.customer(), outcome).toCompletableFuture().join();
  }

  private static Amount euro(long minor) {
    return Amount.of(new Money(minor, "EUR"));
  }

  private Settings settings() {
    return Settings.of(
        ConfigFactory.parseString(
            "worth.data-dir = \"%s\"\nworth.shards = 10\nworth.http.port = 0\nworth.learning.enabled = false"
                .formatted(folder)));
  }
}
