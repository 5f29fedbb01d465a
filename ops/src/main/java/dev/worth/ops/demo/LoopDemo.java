// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.node.Engine;
import dev.worth.ops.evaluation.MonthByMonth;
import dev.worth.ops.simulation.Shock;
import dev.worth.ops.terminal.Progress;
import dev.worth.ops.wire.EngineClient;
import dev.worth.ops.wire.Feeder;
import dev.worth.ops.wire.Told;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
  private static final Duration DAY = Duration.ofDays(1);

  private final EngineClient client;
  private final Engine engine;
  private final Shown shown;
  private final Instant first;
  private final Optional<MonthlyRival> months;

  /**
   * What is streamed and watched.
   *
   * @param shock planted in it
   */
  record Shown(History history, Shock shock) {}

  /**
   * @param months to be compared with the champion at each month
   */
  LoopDemo(EngineClient client, Engine engine, Shown shown, Optional<MonthByMonth> months) {
    this.client = client;
    this.engine = engine;
    this.shown = shown;
    first = shown.history().start().truncatedTo(ChronoUnit.DAYS);
    this.months = months.map(all -> new MonthlyRival(client, all, shown.history().end()));
  }

  LoopReport run() {
    long start = System.nanoTime();
    int days = stream();
    var training = client.get("/v1/training");
    var byWeek = report("version_week");
    return new LoopReport(
        shown.history().label(),
        days,
        ShockSeen.of(shown.shock(), first, days, training, byWeek),
        LoopReport.turns(training),
        Version.all(byWeek, training),
        training,
        client.get("/v1/models/history?limit=1000"),
        report("version"),
        report("stage"),
        report("basis"),
        report("week"),
        List.of(table("version"), table("stage"), table("basis"), table("version_week")),
        months.map(MonthlyRival::all),
        (System.nanoTime() - start) / 1e9);
  }

  /** How many days there were. */
  private int stream() {
    Iterator<Told> facts = shown.history().facts();
    int days = (int) Math.ceilDiv(millis(first, shown.history().end()), DAY.toMillis());
    try (var feeder = new Feeder(client, LANES);
        var progress = Progress.of("days", days)) {
      var next = new ArrayList<Told>();
      for (int day = 1; day <= days; day++) {
        Instant end = first.plus(DAY.multipliedBy(day));
        send(feeder, facts, next, end);
        engine.loop().turned().toCompletableFuture().join();
        months.ifPresent(rival -> rival.ended(end));
        progress.at(day);
      }
    }
    return days;
  }

  private static long millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
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

  private JsonNode report(String by) {
    return client.get("/v1/reports/forecasts?by=" + by);
  }

  private String table(String by) {
    return new String(
        client.getBytes("/v1/reports/forecasts?format=text&by=" + by), StandardCharsets.UTF_8);
  }
}
