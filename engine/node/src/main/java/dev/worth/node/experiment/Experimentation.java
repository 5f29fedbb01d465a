// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.experiment;

import dev.worth.core.experiment.Experiment;
import dev.worth.core.experiment.ExperimentRecord;
import dev.worth.core.experiment.ExperimentRecord.Status;
import dev.worth.core.experiment.ExperimentResult;
import dev.worth.core.experiment.Experiments.Why;
import dev.worth.core.experiment.ModelArms;
import dev.worth.node.entity.Customers;
import dev.worth.node.experiment.Wish.Told;
import dev.worth.protocol.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;

/**
 * The only door to experiments. Stages fail with {@link RefusedWish}, or as those of {@link
 * Customers} do; with a {@link java.util.concurrent.TimeoutException} if the registry is silent.
 */
public final class Experimentation {
  private static final String NAME = "experiments";
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final ActorSystem<?> system;
  private final ActorRef<Wish> registry;
  private final Duration patience;
  private final Exposures exposures;
  private final Outcomes outcomes;
  private final RunningArms arms;
  private final Versions versions;
  private final Executor blocking;
  private final CompletableFuture<?> heard = new CompletableFuture<>();

  /** Who knows model versions. */
  @FunctionalInterface
  public interface Versions {
    /** Why one of them cannot answer anybody; empty if all can. */
    CompletionStage<Optional<String>> refusal(Set<String> versions);
  }

  private Experimentation(
      ActorSystem<?> system,
      ActorRef<Wish> registry,
      Duration patience,
      Exposures exposures,
      Outcomes outcomes,
      RunningArms arms,
      Versions versions) {
    this.system = system;
    this.registry = registry;
    this.patience = patience;
    this.exposures = exposures;
    this.outcomes = outcomes;
    this.arms = arms;
    this.versions = versions;
    this.blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
  }

  /**
   * Starts the registry, somewhere in the cluster.
   *
   * @param arms of this node: kept as the registry says
   */
  public static Experimentation start(
      ActorSystem<?> system,
      Customers.Options options,
      Customers customers,
      RunningArms arms,
      Versions versions) {
    var singleton = SingletonActor.of(ExperimentRegistry.create(), NAME);
    var all =
        new Experimentation(
            system,
            ClusterSingleton.get(system).init(singleton),
            options.patience(),
            new Exposures(customers),
            new Outcomes(system, options.readJournal(), options.currency()),
            arms,
            versions);
    system
        .scheduler()
        .scheduleWithFixedDelay(Duration.ZERO, AGAIN, all::hear, system.executionContext());
    return all;
  }

  /** Completes when this node knows which experiment decides who answers whom. */
  public CompletableFuture<?> heard() {
    return heard;
  }

  /** What is missed now is heard the next time. */
  private void hear() {
    followed().thenRun(() -> heard.complete(null)).exceptionally(e -> null);
  }

  private CompletionStage<Void> followed() {
    return list().thenAcceptAsync(all -> arms.follow(ModelArms.of(all)), blocking);
  }

  public CompletionStage<ExperimentRecord> create(Experiment experiment, Instant now) {
    return one(to -> new Wish.Create(experiment, now, to));
  }

  public CompletionStage<ExperimentRecord> begin(String id, Instant now) {
    return find(id)
        .thenCompose(found -> versions.refusal(found.experiment().models()))
        .thenAccept(Experimentation::check)
        .thenCompose(checked -> one(to -> new Wish.Start(id, now, to)))
        .thenCompose(this::inForce);
  }

  public CompletionStage<ExperimentRecord> end(String id, String reason, Instant now) {
    return one(to -> new Wish.Stop(id, reason, now, to)).thenCompose(this::inForce);
  }

  private static void check(Optional<String> refusal) {
    if (refusal.isPresent()) throw new RefusedWish(Why.CONFLICT, refusal.get());
  }

  /** Told when this node answers by it; the others follow within a second. */
  private CompletionStage<ExperimentRecord> inForce(ExperimentRecord record) {
    return record.experiment().hasModels()
        ? followed().thenApply(done -> record)
        : CompletableFuture.completedFuture(record);
  }

  /** In the order they were made. */
  public CompletionStage<List<ExperimentRecord>> list() {
    return ask(Wish.Everything::new).thenApply(Told::found);
  }

  public CompletionStage<ExperimentRecord> find(String id) {
    return ask(to -> new Wish.Find(id, to)).thenApply(told -> only(id, told));
  }

  /** Where a customer is, whatever the state of the experiment; nothing is recorded. */
  public CompletionStage<Assigned> look(String id, CustomerId customer) {
    return find(id).thenCompose(found -> exposures.look(found.experiment(), customer));
  }

  /** Tells a customer's arm and journals that they were told, unless it was before. */
  public CompletionStage<Assigned> expose(String id, CustomerId customer, Instant now) {
    return find(id)
        .thenCompose(found -> exposures.expose(running(found).experiment(), customer, now));
  }

  /** What the experiment tells so far; a draft has told nothing. */
  public CompletionStage<ExperimentResult> result(Experiment experiment, Instant now) {
    return outcomes.result(experiment, now);
  }

  private static ExperimentRecord running(ExperimentRecord found) {
    if (found.status() == Status.RUNNING) return found;
    String remedy = found.status() == Status.DRAFT ? "start it first" : "it takes nobody any more";
    throw new RefusedWish(
        Why.CONFLICT,
        "experiment '%s' is not running: %s".formatted(found.experiment().id(), remedy));
  }

  private CompletionStage<ExperimentRecord> one(Function<ActorRef<Told>, Wish> wish) {
    return ask(wish)
        .thenApply(
            told -> {
              if (told.refused() != null) throw RefusedWish.of(told.refused());
              return told.found().getFirst();
            });
  }

  private static ExperimentRecord only(String id, Told told) {
    if (!told.found().isEmpty()) return told.found().getFirst();
    throw new RefusedWish(
        Why.UNKNOWN, "there is no experiment '" + id + "': GET /v1/experiments lists them");
  }

  private CompletionStage<Told> ask(Function<ActorRef<Told>, Wish> wish) {
    return AskPattern.ask(registry, wish::apply, patience, system.scheduler());
  }
}
