// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.ops.wire.EngineClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Kill -9 at a random moment of a training, a step that a trained version takes by itself, a
 * registration, a canary, a promotion; and of the process that trains. After each start it is asked
 * whether the registry contradicts itself, a customer, or what had been answered, and whether every
 * training ended once.
 */
final class LoopKill {
  /** What is under way when the kill comes, and how long that may be after its beginning. */
  private enum Stage {
    TRAINING(5_000),
    /** A trained version goes its next step by itself, as the shop's time goes on. */
    ROLLOUT(2_500),
    REGISTERING(400),
    CANARY(1_000),
    PROMOTION(1_000),
    TRAINER_ALONE(2_500);

    private final int longestMillis;

    Stage(int longestMillis) {
      this.longestMillis = longestMillis;
    }
  }

  /** What is trained goes into the shadow, to some, and to everybody before the next is. */
  private static final List<Stage> CYCLE =
      List.of(
          Stage.TRAINING,
          Stage.ROLLOUT,
          Stage.ROLLOUT,
          Stage.REGISTERING,
          Stage.CANARY,
          Stage.PROMOTION,
          Stage.TRAINER_ALONE);

  /** Settings of the engine: what is looked at is the way of a version, not whether it is good. */
  static final List<String> OPTIONS =
      List.of(
          "-Dworth.gates.auc-loss=1",
          "-Dworth.gates.calibration-error=1",
          "-Dworth.gates.calibration-slope=1e6",
          "-Dworth.gates.coverage-gap=1",
          "-Dworth.gates.bias=1e6",
          "-Dworth.gates.stability=1e6",
          "-Dworth.gates.action-factor=1e6");

  private static final Executor ASKING = work -> Thread.ofPlatform().daemon().start(work);

  private final ServerProcess server;
  private final EngineClient client;
  private final Consumer<String> say;
  private final byte[] bundle;
  private final Random random;
  private final Trainers trainers;
  private final LoopCheck check;
  private final List<String> rounds = new ArrayList<>();
  private int acknowledged;
  private int trainings;

  LoopKill(ServerProcess server, Consumer<String> say, long seed) {
    this.server = server;
    this.say = say;
    client = new EngineClient(URI.create("http://127.0.0.1:" + server.port()));
    bundle = BenchModel.train("kill", seed + 1);
    random = new Random(seed);
    trainers = new Trainers(server.data());
    check = new LoopCheck(client, server.data());
  }

  Map<String, Object> run(int times) throws IOException, InterruptedException {
    BenchModel.tell(client);
    try (trainers) {
      for (int i = 0; i < times; i++) round(i, CYCLE.get(i % CYCLE.size()));
    }
    var figures = new LinkedHashMap<String, Object>();
    figures.put("rounds", rounds);
    figures.put("contradictions", check.contradictions());
    figures.put("acknowledged_before_the_kill", acknowledged);
    figures.put("trainings", trainings);
    figures.put("trainers_at_one_time_at_most", trainers.most());
    return figures;
  }

  private void round(int number, Stage stage) throws IOException, InterruptedException {
    String version = "kill-" + number;
    prepare(stage, version);
    var before = check.look();
    var walk = before.rollout();
    if (stage == Stage.ROLLOUT && walk.isEmpty()) {
      rounds.add("%d ROLLOUT: no version is under way".formatted(number + 1));
      return;
    }
    int wait = random.nextInt(stage.longestMillis);
    var asked = CompletableFuture.supplyAsync(() -> ask(stage, version, walk), ASKING);
    double seconds = stage == Stage.TRAINER_ALONE ? killTrainer(wait) : killServer(wait);
    boolean isAcknowledged = asked.join();
    if (isAcknowledged) acknowledged++;
    if (isTraining(stage)) awaitTraining();
    if (stage == Stage.ROLLOUT) awaitStep(walk.orElseThrow(), isAcknowledged);
    String found = check.against(before, step(stage, version, walk), isAcknowledged, trainings);
    rounds.add(
        "%d %s after %d ms%s: first answer %.2f s, %s"
            .formatted(
                number + 1, stage, wait, isAcknowledged ? " (answered)" : "", seconds, found));
    say.accept(rounds.getLast());
  }

  private static LoopCheck.Step step(Stage stage, String version, Optional<JsonNode> walk) {
    return switch (stage) {
      case TRAINING, TRAINER_ALONE -> LoopCheck.Step.TRAINED;
      case ROLLOUT -> LoopCheck.Step.walked(walk.orElseThrow().path("version").asText());
      case REGISTERING -> new LoopCheck.Step("registered", version);
      case CANARY -> new LoopCheck.Step("canary", version);
      case PROMOTION -> new LoopCheck.Step("promoted", version);
    };
  }

  private static boolean isTraining(Stage stage) {
    return stage == Stage.TRAINING || stage == Stage.TRAINER_ALONE;
  }

  private void prepare(Stage stage, String version) {
    if (stage == Stage.CANARY || stage == Stage.PROMOTION)
      BenchModel.register(server.port(), BenchModel.named(bundle, version));
    if (isTraining(stage)) trainings++;
  }

  /** Whether it was answered before the kill. */
  private boolean ask(Stage stage, String version, Optional<JsonNode> walk) {
    try {
      switch (stage) {
        case TRAINING, TRAINER_ALONE ->
            client.post("/v1/training?reason=kill", "text/plain", new byte[0]);
        case ROLLOUT -> tell(Instant.parse(walk.orElseThrow().path("until").asText()));
        case REGISTERING -> BenchModel.register(server.port(), BenchModel.named(bundle, version));
        case CANARY -> step(version, "canary", ",\"to\":\"30%\"");
        case PROMOTION -> step(version, "promote", "");
      }
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** A fact an hour later: the time of the version's step is over. */
  private void tell(Instant until) {
    String event =
        """
        {"specversion":"1.0","type":"shop.page_viewed","source":"/bench","id":"%s","subject":"clock",\
        "time":"%s","data":{"page":"/"}}\
        """
            .formatted(until, until.plusSeconds(3_600));
    client.post(
        "/v1/events", "application/cloudevents+json", event.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Until it is no longer where it was, and every node knows; what was not acknowledged is told
   * again.
   */
  private void awaitStep(JsonNode walk, boolean isAcknowledged) throws InterruptedException {
    if (!isAcknowledged) tell(Instant.parse(walk.path("until").asText()));
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!hasGone(check.look(), walk) && System.nanoTime() < limit) Thread.sleep(100);
  }

  private static boolean hasGone(LoopCheck.Known now, JsonNode walk) {
    return now.isFollowed() && now.rollout().filter(one -> isThere(one, walk)).isEmpty();
  }

  private static boolean isThere(JsonNode now, JsonNode before) {
    return now.path("version").equals(before.path("version"))
        && now.path("stage").equals(before.path("stage"));
  }

  private void step(String version, String what, String more) {
    String body = "{\"by\":\"bench\",\"reason\":\"kill\",\"force\":true%s}".formatted(more);
    client.post(
        "/v1/models/" + version + "/" + what,
        "application/json",
        body.getBytes(StandardCharsets.UTF_8));
  }

  private double killServer(int afterMillis) throws IOException, InterruptedException {
    Thread.sleep(afterMillis);
    double seconds = server.killAndRestart("nobody");
    server.awaitReady();
    return seconds;
  }

  /** As soon as there is one, and a while later. */
  private double killTrainer(int afterMillis) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (trainers.now().isEmpty() && System.nanoTime() < limit) Thread.sleep(5);
    Thread.sleep(afterMillis);
    trainers.now().forEach(ProcessHandle::destroyForcibly);
    return 0;
  }

  /** The kill may have come before the training was on disk: then it is asked for again. */
  private void awaitTraining() throws InterruptedException {
    JsonNode state = client.get("/v1/training");
    if (state.path("trainings").size() + (state.has("running") ? 1 : 0) < trainings)
      client.post("/v1/training?reason=again", "text/plain", new byte[0]);
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
    while (client.get("/v1/training").has("running") && System.nanoTime() < limit)
      Thread.sleep(100);
  }
}
