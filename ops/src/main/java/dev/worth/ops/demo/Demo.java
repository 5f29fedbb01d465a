// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.core.learning.Trainer;
import dev.worth.ops.terminal.Json;
import dev.worth.ops.terminal.Progress;
import dev.worth.ops.wire.EngineClient;
import dev.worth.ops.wire.Feeder;
import dev.worth.ops.wire.Told;
import dev.worth.ops.wire.Verdicts;
import dev.worth.protocol.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One run: stream in, train, push, ask. Everything but the training goes over HTTP. */
final class Demo {
  private static final int LANES = 2;
  private static final String VERSION = "demo-1";
  private static final List<String> SHOWN = List.of("loyal", "cooling", "lapsed", "prospect");

  private final EngineClient engine;
  private final Path data;
  private final History history;
  private final Wanted wanted;
  private final Set<String> customers = new LinkedHashSet<>();

  /**
   * What the demo is asked for.
   *
   * @param family of the model
   * @param seed of the training
   */
  record Wanted(String family, double horizonDays, String currency, long seed) {}

  /**
   * @param data the engine's folder, on this machine
   */
  Demo(EngineClient engine, Path data, History history, Wanted wanted) {
    this.engine = engine;
    this.data = data;
    this.history = history;
    this.wanted = wanted;
  }

  DemoReport run() {
    long start = System.nanoTime();
    var sent = send();
    var training = train();
    long asking = System.nanoTime();
    var answers =
        new AllScores(engine, history.end(), wanted.horizonDays()).of(List.copyOf(customers));
    var totals =
        AllScores.totals(answers, wanted.horizonDays(), wanted.currency(), seconds(asking));
    return new DemoReport(
        history.label(),
        history.end(),
        sent,
        training,
        shown(answers),
        totals,
        engine.base().toString(),
        data.toString(),
        seconds(start));
  }

  private DemoReport.Sent send() {
    long start = System.nanoTime();
    long days = Duration.between(history.start(), history.end()).toDays();
    try (var feeder = new Feeder(engine, LANES);
        var progress = Progress.of("sending days", days)) {
      while (history.facts().hasNext()) {
        Told told = history.facts().next();
        customers.add(told.customer().value());
        feeder.send(told);
        progress.at(Duration.between(history.start(), told.fact().at()).toDays());
      }
      return sent(feeder.finish(), seconds(start));
    }
  }

  private static DemoReport.Sent sent(Verdicts v, double seconds) {
    return new DemoReport.Sent(
        v.all(),
        v.of(Verdict.ACCEPTED),
        v.of(Verdict.DUPLICATE),
        v.of(Verdict.QUARANTINED),
        v.of(Verdict.REJECTED),
        seconds,
        v.all() / seconds,
        v.problems());
  }

  private DemoReport.Training train() {
    long start = System.nanoTime();
    var request =
        new Trainer.Request(
            wanted.family(),
            VERSION,
            history.end(),
            wanted.horizonDays(),
            wanted.currency(),
            wanted.seed(),
            Instant.now());
    var learning = new Learning(Learning.histories(data.resolve("worth.db")), request);
    byte[] bundle = learning.train();
    var card = engine.post("/v1/models?promote=true", "application/zip", bundle);
    return new DemoReport.Training(
        card.path("version").asText(),
        card.path("family").asText(),
        seconds(start),
        metrics(card),
        learning.baseline());
  }

  private static Map<String, Double> metrics(JsonNode card) {
    return Json.MAPPER.convertValue(
        card.path("metrics"),
        Json.MAPPER
            .getTypeFactory()
            .constructMapType(java.util.TreeMap.class, String.class, Double.class));
  }

  /** The most valuable customer of each of some stages, with the reasons. */
  private List<DemoReport.Shown> shown(List<JsonNode> answers) {
    var shown = new ArrayList<DemoReport.Shown>();
    for (String stage : SHOWN) {
      answers.stream()
          .map(answer -> answer.path("score"))
          .filter(score -> score.path("stage").asText().equals(stage))
          .max(Comparator.comparingDouble(s -> s.at("/expected_spend/amount").asDouble()))
          .ifPresent(score -> shown.add(new DemoReport.Shown(stage, explained(score))));
    }
    return shown;
  }

  private JsonNode explained(JsonNode score) {
    return engine.get(
        "/v1/customers/%s/score?explain=true&horizon=%s&as_of=%s"
            .formatted(
                EngineClient.escaped(score.path("customer").asText()),
                wanted.horizonDays(),
                history.end()));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
