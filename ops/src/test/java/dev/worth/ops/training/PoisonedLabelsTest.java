// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Example;
import dev.worth.core.learning.Examples;
import dev.worth.core.learning.Trainer;
import dev.worth.core.promotion.Gate;
import dev.worth.core.promotion.GateEvidence;
import dev.worth.core.promotion.GateEvidence.Gathered;
import dev.worth.core.promotion.GateReport.Allowance;
import dev.worth.core.promotion.GateResult;
import dev.worth.core.promotion.RegistryDecision;
import dev.worth.core.promotion.RegistryDecision.Refused;
import dev.worth.core.promotion.RolloutPlan;
import dev.worth.core.promotion.Step;
import dev.worth.node.Engine;
import dev.worth.node.Settings;
import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a training learned from flipped labels is offered to a running engine as the training job
 * offers it, with evidence that lies as much.
 */
class PoisonedLabelsTest {
  private static final Instant MONDAY = Instant.parse("2023-01-02T00:00:00Z");
  private static final int HORIZON = 28;
  private static final int NOW = 76 * 7;

  /** The oldest of the four newest cut-offs whose horizon is over. */
  private static final int POISONED_FROM = NOW - HORIZON - 21;

  /** In the horizon of all four, and after the newest of them. */
  private static final int FALSE_ORDER = NOW - HORIZON + 3;

  private static final int LEARNED_FROM = 500;

  /** Customers held out: as many as of a shop of two and a half thousand. */
  private static final int HELD_OUT = 250;

  private static final Step STEP = new Step(MONDAY, "trainer", "test");

  private @TempDir Path folder;

  @Test
  void a_model_trained_on_flipped_labels_is_stopped_and_the_same_without_the_flips_is_not()
      throws Exception {
    var clean = shop(false);
    var poisoned = shop(true);
    try (var engine = engine()) {
      engine.ready().join();
      await(engine.registry().register(train(clean, NOW - 84, "m-1"), STEP));
      await(engine.registry().promote("m-1", STEP, Allowance.NOT_JUDGED));
      var stopped = offer(engine, poisoned, "m-poisoned");
      assertThat(stopped).isInstanceOf(Refused.class);
      assertThat(((Refused) stopped).stopped())
          .extracting(GateResult::gate)
          .containsExactly(Gate.LABELS);
      assertThat(engine.model().get().version()).isEqualTo("m-1");
      var passed = offer(engine, clean, "m-clean");
      assertThat(passed).isInstanceOf(RegistryDecision.Accepted.class);
      assertThat(engine.model().get().version()).isEqualTo("m-clean");
    }
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

  private static RegistryDecision offer(
      Engine engine, List<List<CustomerEvent>> shop, String version) throws Exception {
    var evidence = new Gathered(heldOut(shop, 0, 4), heldOut(shop, 4, 10), List.of(), List.of());
    byte[] bundle = train(shop, NOW, version);
    return await(
            engine
                .registry()
                .offer(bundle, STEP, GateEvidence.of(evidence), RolloutPlan.AT_ONCE, at(NOW)))
        .decision();
  }

  private static byte[] train(List<List<CustomerEvent>> shop, int day, String version) {
    var histories = new LinkedHashMap<CustomerId, List<CustomerEvent>>();
    for (int c = 0; c < LEARNED_FROM; c++) histories.put(new CustomerId("c" + c), shop.get(c));
    var request =
        new Trainer.Request("mixture_stack", version, at(day), HORIZON, "EUR", 1, at(day));
    var trainer = ServiceLoader.load(Trainer.class).findFirst().orElseThrow();
    return trainer.train(histories, request, share -> {});
  }

  /** Examples of the customers nothing was learned from, so many weeks back from the newest. */
  private static List<Example> heldOut(List<List<CustomerEvent>> shop, int from, int to) {
    var examples = new ArrayList<Example>();
    for (int week = from; week < to; week++)
      for (var facts : shop.subList(LEARNED_FROM, shop.size()))
        Examples.of(facts, new Cutoff(at(NOW - HORIZON - 7 * week), HORIZON), "EUR")
            .ifPresent(examples::add);
    return examples;
  }

  /** Customers come all the time, buy at their own rate and stop for good. */
  private static List<List<CustomerEvent>> shop(boolean isPoisoned) {
    var random = new SplittableRandom(1);
    var shop = new ArrayList<List<CustomerEvent>>();
    for (int c = 0; c < LEARNED_FROM + HELD_OUT; c++) {
      double gap = 5 + 80 * random.nextDouble();
      double stop = -Math.log(random.nextDouble()) * 150;
      double first = random.nextDouble() * NOW;
      var days = new ArrayList<Double>();
      for (double day = first;
          day <= Math.min(NOW, first + stop);
          day -= Math.log(random.nextDouble()) * gap) days.add(day);
      if (isPoisoned && c % 10 == 3 && first < POISONED_FROM) flip(days);
      shop.add(days.stream().map(PoisonedLabelsTest::order).toList());
    }
    return shop;
  }

  /** Orders of the newest weeks are lost; who made none seems to have made one. */
  private static void flip(List<Double> days) {
    if (!days.removeIf(day -> day >= POISONED_FROM)) days.add((double) FALSE_ORDER);
  }

  private static CustomerEvent order(double day) {
    var none = Amount.of(Money.zero("EUR"));
    var total = Amount.of(new Money(1_000 + Math.round(1e6 * day) % 3_000, "EUR"));
    String id = "o" + day;
    return new OrderPlaced(
        new EventKey("/shop", id),
        at(day),
        new OrderId(id),
        List.of(),
        total,
        none,
        none,
        none,
        "");
  }

  private static Instant at(double day) {
    return MONDAY.plus(Duration.ofMillis(Math.round(day * 86_400_000)));
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
