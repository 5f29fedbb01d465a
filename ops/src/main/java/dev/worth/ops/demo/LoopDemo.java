// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.node.Engine;
import dev.worth.ops.simulation.Simulation;
import dev.worth.ops.terminal.Progress;
import dev.worth.ops.wire.EngineClient;
import dev.worth.ops.wire.Feeder;
import dev.worth.ops.wire.Told;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The loop turning by itself: a shop's days are streamed in one after another, and the engine
 * foretells, waits for what comes, notices what changes, trains and replaces its model. Time is
 * compressed: after each day it is waited until the engine has acted on it.
 */
final class LoopDemo {
  private static final int LANES = 2;

  private final EngineClient client;
  private final Engine engine;
  private final Simulation simulation;

  LoopDemo(EngineClient client, Engine engine, Simulation simulation) {
    this.client = client;
    this.engine = engine;
    this.simulation = simulation;
  }

  /**
   * What came of it.
   *
   * @param noticedDay day on which drift was first told of after the shock; empty without one
   * @param training as {@code GET /v1/training} answers
   * @param reports as {@code GET /v1/reports/forecasts} answers, by version, stage and week
   */
  record Report(
      String source,
      int days,
      int shockDay,
      Optional<Long> noticedDay,
      long turns,
      JsonNode training,
      JsonNode byVersion,
      JsonNode byStage,
      JsonNode byWeek,
      List<String> tables,
      double seconds) {}

  Report run() {
    long start = System.nanoTime();
    stream();
    var training = client.get("/v1/training");
    var shop = simulation.shop();
    return new Report(
        "SIMULATED shop (seed %d): %,d people, %,d days, nobody real"
            .formatted(shop.seed(), shop.customers(), shop.days()),
        shop.days(),
        shop.shock().day(),
        noticed(training),
        turns(training),
        training,
        report("version"),
        report("stage"),
        report("week"),
        List.of(table("version"), table("stage"), table("version_week")),
        (System.nanoTime() - start) / 1e9);
  }

  private void stream() {
    Iterator<Told> facts = simulation.facts();
    var shop = simulation.shop();
    try (var feeder = new Feeder(client, LANES);
        var progress = Progress.of("days", shop.days())) {
      var next = new ArrayList<Told>();
      for (int day = 1; day <= shop.days(); day++) {
        Instant end = shop.start().plus(Duration.ofDays(day));
        send(feeder, facts, next, end);
        engine.loop().turned().toCompletableFuture().join();
        progress.at(day);
      }
    }
  }

  /** One day; the first fact of the next one is kept for then. */
  private static void send(Feeder feeder, Iterator<Told> facts, List<Told> kept, Instant end) {
    if (!kept.isEmpty()) {
      if (!kept.getFirst().fact().at().isBefore(end)) return;
      feeder.send(kept.removeFirst());
    }
    while (facts.hasNext()) {
      Told told = facts.next();
      if (!told.fact().at().isBefore(end)) {
        kept.add(told);
        break;
      }
      feeder.send(told);
    }
    feeder.finish();
  }

  private Optional<Long> noticed(JsonNode training) {
    var shop = simulation.shop();
    Instant shocked = shop.start().plus(Duration.ofDays(Math.min(shop.shock().day(), shop.days())));
    for (JsonNode alarm : training.path("alarms")) {
      Instant at = Instant.parse(alarm.path("at").asText());
      boolean drift = !alarm.path("what").asText().startsWith("feature ");
      if (drift && at.isAfter(shocked))
        return Optional.of(Duration.between(shop.start(), at).toDays());
    }
    return Optional.empty();
  }

  private static long turns(JsonNode training) {
    long turns = 0;
    for (JsonNode run : training.path("trainings")) if (run.path("finished").asBoolean()) turns++;
    return turns;
  }

  private JsonNode report(String by) {
    return client.get("/v1/reports/forecasts?by=" + by);
  }

  private String table(String by) {
    return new String(
        client.getBytes("/v1/reports/forecasts?format=text&by=" + by), StandardCharsets.UTF_8);
  }
}
