// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Features;
import dev.worth.core.learning.Example;
import dev.worth.core.learning.Label;
import dev.worth.core.promotion.GateEvidence.Gathered;
import dev.worth.core.promotion.GateReport.Allowance;
import dev.worth.core.promotion.ModelStage;
import dev.worth.core.promotion.RegistryEvent;
import dev.worth.core.promotion.Step;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.Engine;
import dev.worth.node.Settings;
import dev.worth.node.entity.Answer.Scored;
import dev.worth.node.model.Bundles;
import dev.worth.protocol.CustomerEvent.PageViewed;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole engine on a real journal: time is the shop's, so a fact of the next day is a day. The
 * champion tells everybody 60 %; three of ten buy.
 */
class WalkTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final int ASKED = 400;
  private @TempDir Path folder;
  private int facts;

  @Test
  void a_better_challenger_is_watched_then_answers_some_then_everybody() throws Exception {
    try (var engine = engine()) {
      champion(engine);
      hours(engine, 0, 0.3);
      assertThat(handOver(engine, "m-2", 0.3)).contains("in the shadow until 2026-03-02T12:00:00Z");
      assertThat(stage(engine, "m-2")).isEqualTo(ModelStage.SHADOW);
      assertThat(answeredBy(engine, "m-2")).isZero();
      hours(engine, 23, 0.3);
      assertThat(stage(engine, "m-2")).isEqualTo(ModelStage.SHADOW);
      assertThat(standing(engine).waitsFor()).contains("2026-03-02T12:00:00Z", "11:00:00Z");
      hours(engine, 24, 0.3);
      assertThat(stage(engine, "m-2")).isEqualTo(ModelStage.CANARY);
      assertThat((double) answeredBy(engine, "m-2") / ASKED).isCloseTo(0.1, within(0.05));
      assertThat(standing(engine).tried().challenger().answers()).isPositive();
      hours(engine, 71, 0.3);
      assertThat(stage(engine, "m-2")).isEqualTo(ModelStage.CANARY);
      hours(engine, 72, 0.3);
      assertThat(stage(engine, "m-2")).isEqualTo(ModelStage.CHAMPION);
      assertThat(answeredBy(engine, "m-2")).isEqualTo(ASKED);
      assertThat(kinds(engine))
          .containsSubsequence("ShadowStarted", "CanaryStarted", "ModelPromoted");
      assertThat(last(engine).step().by()).isEqualTo("rollout");
      assertThat(last(engine).step().why()).contains("passed every gate", "as canary");
    }
  }

  @Test
  void a_canary_whose_outcomes_turn_out_otherwise_is_rolled_back_and_the_gate_is_named()
      throws Exception {
    try (var engine = engine()) {
      champion(engine);
      hours(engine, 0, 0.3);
      handOver(engine, "m-2", 0.3);
      hours(engine, 24, 0.3);
      assertThat(stage(engine, "m-2")).isEqualTo(ModelStage.CANARY);
      hours(engine, 72, 0.6);
      assertThat(stage(engine, "m-2")).isEqualTo(ModelStage.ROLLED_BACK);
      assertThat(answeredBy(engine, "m-2")).isZero();
      assertThat(last(engine).step().why()).contains("stopped by calibration");
      assertThat(await(engine.registry().look()).state().walk()).isEmpty();
    }
  }

  @Test
  void a_stop_in_the_middle_of_the_way_changes_neither_its_times_nor_its_end() throws Exception {
    try (var engine = engine()) {
      champion(engine);
      hours(engine, 0, 0.3);
      handOver(engine, "m-2", 0.3);
    }
    try (var engine = engine()) {
      engine.ready().join();
      hours(engine, 23, 0.3);
      assertThat(stage(engine, "m-2")).isEqualTo(ModelStage.SHADOW);
      hours(engine, 25, 0.3);
      assertThat(stage(engine, "m-2")).isEqualTo(ModelStage.CANARY);
    }
    try (var engine = engine()) {
      engine.ready().join();
      assertThat(standing(engine).until()).isEqualTo(START.plus(Duration.ofHours(73)));
      assertThat(handOver(engine, "m-2", 0.3)).contains("answers 10% of the customers");
      hours(engine, 72, 0.3);
      assertThat(stage(engine, "m-2")).isEqualTo(ModelStage.CANARY);
      hours(engine, 73, 0.3);
      assertThat(stage(engine, "m-2")).isEqualTo(ModelStage.CHAMPION);
      assertThat(answeredBy(engine, "m-2")).isEqualTo(ASKED);
      assertThat(kinds(engine)).containsOnlyOnce("ShadowStarted", "CanaryStarted");
    }
  }

  @Test
  void gates_that_cannot_judge_are_waited_for_and_a_newer_version_takes_the_place()
      throws Exception {
    try (var engine = engine()) {
      champion(engine);
      hours(engine, 0, 0.3);
      handOver(engine, "m-2", 0.3);
      hours(engine, 24, 0.3);
      engine.registry().evidence(() -> Gathered.NOTHING);
      view(engine, 90);
      assertThat(stage(engine, "m-2")).isEqualTo(ModelStage.CANARY);
      assertThat(standing(engine).waitsFor()).contains("discrimination: not judged: no outcomes");
      handOver(engine, "m-3", 0.3);
      assertThat(stage(engine, "m-2")).isEqualTo(ModelStage.ROLLED_BACK);
      assertThat(stage(engine, "m-3")).isEqualTo(ModelStage.SHADOW);
      assertThat(answeredBy(engine, "m-2")).isZero();
    }
  }

  private static void champion(Engine engine) throws Exception {
    engine.ready().join();
    var step = new Step(START, "test", "the first");
    await(engine.registry().register(Bundles.flat("m-1", logOdds(0.6)), step));
    await(engine.registry().promote("m-1", step, Allowance.NOT_JUDGED));
  }

  private static String handOver(Engine engine, String version, double share) {
    byte[] bundle = Bundles.flat(version, logOdds(share));
    return engine.loop().walker().take(version, "test", bundle, evidence(share));
  }

  /** So long after the start, with what is known by then. */
  private void hours(Engine engine, int hours, double share) throws Exception {
    engine.registry().evidence(() -> evidence(share));
    view(engine, hours);
  }

  private void view(Engine engine, int hours) throws Exception {
    var key = new EventKey("/shop", "e-" + hours + "-" + facts++);
    var viewed = new PageViewed(key, START.plus(Duration.ofHours(hours)), "/", 0);
    await(engine.customers().record(new CustomerId("anna"), List.of(viewed), Optional.empty()));
    await(engine.loop().turned());
  }

  /** Of whom nothing is known, so that every model says what it says to all. */
  private static Gathered evidence(double share) {
    var somebody = Features.of(CustomerState.UNKNOWN, START, 30, "EUR");
    var examples = new ArrayList<Example>();
    for (int i = 0; i < 400; i++) {
      boolean buys = i % 10 < 10 * share;
      examples.add(new Example(somebody, new Label(buys ? 1 : 0, buys ? 1 : 0)));
    }
    return new Gathered(examples, List.of(), List.of(), List.of());
  }

  private static int answeredBy(Engine engine, String version) throws Exception {
    int count = 0;
    for (int i = 0; i < ASKED; i++) {
      var question = new Question(START, 30, false);
      var answer = await(engine.customers().score(new CustomerId("c-" + i), question, 0));
      if (((Scored) answer).score().modelVersion().equals(version)) count++;
    }
    return count;
  }

  private static ModelStage stage(Engine engine, String version) throws Exception {
    return await(engine.registry().look()).state().model(version).orElseThrow().stage();
  }

  private static Standing standing(Engine engine) throws Exception {
    var state = await(engine.registry().look()).state();
    return engine.loop().walker().standing(state).orElseThrow();
  }

  private static List<String> kinds(Engine engine) throws Exception {
    return await(engine.registry().history(1, 100)).stream()
        .map(one -> one.event().getClass().getSimpleName())
        .toList();
  }

  private static RegistryEvent last(Engine engine) throws Exception {
    return await(engine.registry().history(1, 100)).getLast().event();
  }

  private static double logOdds(double p) {
    return Math.log(p / (1 - p));
  }

  private Engine engine() {
    var settings =
        """
        worth.data-dir = "%s"
        worth.shards = 10
        worth.http.port = 0
        worth.learning.enabled = off
        """;
    return Engine.start(Settings.of(ConfigFactory.parseString(settings.formatted(folder))));
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
