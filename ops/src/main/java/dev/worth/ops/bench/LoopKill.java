// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.ops.wire.EngineClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Kill -9 at a random moment of a training, a registration, a canary, a promotion; and of the
 * process that trains. After each start it is asked whether the registry contradicts itself, a
 * customer, or what had been answered, and whether every training ended once.
 */
final class LoopKill {
  /** What is under way when the kill comes, and how long that may be after its beginning. */
  private enum Stage {
    TRAINING(5_000),
    REGISTERING(400),
    CANARY(1_000),
    PROMOTION(1_000),
    TRAINER_ALONE(2_500);

    private final int longestMillis;

    Stage(int longestMillis) {
      this.longestMillis = longestMillis;
    }
  }

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
      for (int i = 0; i < times; i++) round(i, Stage.values()[i % Stage.values().length]);
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
    int wait = random.nextInt(stage.longestMillis);
    var asked = CompletableFuture.supplyAsync(() -> ask(stage, version), ASKING);
    double seconds = stage == Stage.TRAINER_ALONE ? killTrainer(wait) : killServer(wait);
    boolean isAcknowledged = asked.join();
    if (isAcknowledged) acknowledged++;
    if (isTraining(stage)) awaitTraining();
    String found = check.against(before, step(stage, version), isAcknowledged, trainings);
    rounds.add(
        "%d %s after %d ms%s: first answer %.2f s, %s"
            .formatted(
                number + 1, stage, wait, isAcknowledged ? " (answered)" : "", seconds, found));
    say.accept(rounds.getLast());
  }

  private static LoopCheck.Step step(Stage stage, String version) {
    return switch (stage) {
      case TRAINING, TRAINER_ALONE -> LoopCheck.Step.TRAINED;
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
  private boolean ask(Stage stage, String version) {
    try {
      switch (stage) {
        case TRAINING, TRAINER_ALONE ->
            client.post("/v1/training?reason=kill", "text/plain", new byte[0]);
        case REGISTERING -> BenchModel.register(server.port(), BenchModel.named(bundle, version));
        case CANARY -> step(version, "canary", ",\"to\":\"30%\"");
        case PROMOTION -> step(version, "promote", "");
      }
      return true;
    } catch (RuntimeException e) {
      return false;
    }
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
