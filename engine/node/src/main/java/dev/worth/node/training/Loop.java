// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.training;

import com.typesafe.config.Config;
import dev.worth.node.entity.Customers;
import dev.worth.node.journal.SqliteStore;
import dev.worth.node.learning.Learning;
import dev.worth.node.learning.LearningSettings;
import dev.worth.node.model.ModelStore;
import dev.worth.node.online.Online;
import dev.worth.node.registry.ModelRegistry;
import dev.worth.node.rollout.Walker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * The loop of a node: what happened is held against what was foretold, and learned from.
 *
 * @param learning makes examples of the journal
 * @param training makes models of the examples
 * @param walker lets them answer more and more customers
 */
public record Loop(Learning learning, Training training, Walker walker) implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  /**
   * Starts the loop of a node.
   *
   * @param config with {@code worth.learning}, {@code worth.training} and {@code worth.rollout}
   * @param data folder of everything durable
   */
  public static Loop start(
      ActorSystem<?> system,
      Config config,
      String currency,
      Path data,
      SqliteStore journal,
      Customers customers,
      Online online,
      ModelStore models,
      ModelRegistry registry) {
    var learning =
        Learning.start(
            journal.file(),
            data.resolve("learning.db"),
            LearningSettings.of(config.getConfig("worth.learning"), currency),
            new Learning.Engine(customers, online, online.start(system), journal::backlog));
    registry.evidence(learning::evidence);
    var plan = Walker.plan(config.getConfig("worth.rollout"));
    var walker = new Walker(registry, plan, learning::now);
    var training =
        Training.start(
            system,
            TrainingSettings.of(config.getConfig("worth.training")),
            new Training.Surroundings(
                data, journal.file(), currency, learning::evidence, walker::take, models));
    learning.listen(training::observe);
    learning.listen(round -> walker.observe(round.now()));
    return new Loop(learning, training, walker);
  }

  /**
   * Completes when everything journaled so far has been taken in, and a training and a step of a
   * version under way that this set off are over.
   */
  public CompletionStage<Void> turned() {
    return learning.caughtUp().thenCompose(done -> rested()).thenCompose(done -> walker.rested());
  }

  private CompletionStage<Void> rested() {
    return training
        .status()
        .thenCompose(
            status ->
                status.running().isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : later().thenCompose(done -> rested()));
  }

  private static CompletionStage<Void> later() {
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    training.close();
    learning.close();
    walker.close();
  }
}
