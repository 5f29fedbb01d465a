// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.registry;

import dev.worth.core.promotion.GateEvidence;
import dev.worth.core.promotion.GateLimits;
import dev.worth.core.promotion.GateReport;
import dev.worth.core.promotion.GateReport.Allowance;
import dev.worth.core.promotion.ModelStage;
import dev.worth.core.promotion.RegistryCommand;
import dev.worth.core.promotion.RegistryDecision;
import dev.worth.core.promotion.RegistryEvent;
import dev.worth.core.promotion.RegistryState;
import dev.worth.core.promotion.RolloutPlan;
import dev.worth.core.promotion.ScoreMap;
import dev.worth.core.promotion.Slice;
import dev.worth.core.promotion.Step;
import dev.worth.core.promotion.Tried;
import dev.worth.core.promotion.Walk;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.ModelCard;
import dev.worth.node.model.ModelSlot;
import dev.worth.node.model.ModelStore;
import dev.worth.node.model.Trials;
import dev.worth.node.registry.RegistryMessage.Do;
import dev.worth.node.registry.RegistryMessage.Look;
import dev.worth.node.registry.RegistryMessage.NodeState;
import dev.worth.node.registry.RegistryMessage.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * The only door to the registry of model versions, on any node: one for the whole cluster decides,
 * every node follows.
 *
 * <p>Stages fail with a {@code TimeoutException} when the registry does not answer, and then what
 * was asked may or may not have happened: {@link #look} tells, and asking the same again is safe.
 *
 * <p>Long because it is the whole list of what can be asked of the registry.
 */
public final class ModelRegistry {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  /**
   * How the registry is set up.
   *
   * @param readJournal Pekko's id of the plugin that reads the journal
   */
  public record Options(GateLimits limits, String readJournal) {}

  /**
   * What came of a command.
   *
   * @param state after it
   * @param switchMillis from the event on disk to the last node's answer; negative when some node
   *     has not followed in time
   */
  public record Outcome(
      RegistryDecision decision,
      RegistryState state,
      List<NodeStatus> nodes,
      double switchMillis) {}

  /**
   * How far a node is.
   *
   * @param inUse the version it answers by
   * @param problem why that is not the one it should be
   */
  public record NodeStatus(String node, long revision, String inUse, Optional<String> problem) {}

  /**
   * A challenger beside the champion.
   *
   * @param map from the challenger's probabilities to the champion's
   */
  public record Judgement(GateReport gates, ScoreMap map) {}

  /** What came of a bundle. */
  public record Registered(String version, Outcome outcome) {}

  /** An event with its number. */
  public record Recorded(long revision, RegistryEvent event) {}

  private final ActorSystem<?> system;
  private final ModelStore store;
  private final ModelSlot slot;
  private final Judging judging;
  private final Options options;
  private final ActorRef<RegistryMessage> registry;
  private final Executor blocking;
  private final Executor careful = oneAtATime();
  private final CompletableFuture<?> heard;
  private volatile GateEvidence evidence = GateEvidence.NONE;

  private ModelRegistry(
      ActorSystem<?> system,
      ModelStore store,
      ModelSlot slot,
      Judging judging,
      Options options,
      ActorRef<RegistryMessage> registry,
      Executor blocking,
      CompletableFuture<?> heard) {
    this.system = system;
    this.store = store;
    this.slot = slot;
    this.judging = judging;
    this.options = options;
    this.registry = registry;
    this.blocking = blocking;
    this.heard = heard;
  }

  /**
   * Starts the registry, or finds the one of the cluster, and lets this node's slot follow it. The
   * node must join a cluster before anybody answers.
   *
   * @param switched is told the nanoseconds from each change to the last node that followed
   */
  public static ModelRegistry start(
      ActorSystem<?> system,
      ModelStore store,
      ModelSlot slot,
      Trials trials,
      Options options,
      LongConsumer switched) {
    Executor blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
    var entity = RegistryEntity.create(() -> adoption(store), switched);
    var registry = ClusterSingleton.get(system).init(SingletonActor.of(entity, "model-registry"));
    var heard = new CompletableFuture<>();
    var door =
        system.systemActorOf(
            BundleDoor.create(store), "model-bundles", DispatcherSelector.blocking());
    var bundles = new Bundles(system, store, registry, door);
    system.systemActorOf(
        Follower.create(slot, bundles, registry, AGAIN, blocking, heard),
        "model-follower",
        Props.empty());
    var judging = new Judging(store, slot, bundles, trials, options.limits());
    return new ModelRegistry(system, store, slot, judging, options, registry, blocking, heard);
  }

  /** However many versions come at once: they are tried one after another, beside the answers. */
  private static Executor oneAtATime() {
    var pool =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> Thread.ofPlatform().daemon().name("models").unstarted(work));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static RegistryCommand adoption(ModelStore store) {
    var step = new Step(Instant.now(), "registry", "found in the models' folder");
    return new RegistryCommand.Adopt(step, store.sums(), store.champion().orElse(Baseline.VERSION));
  }

  ActorRef<RegistryMessage> reference() {
    return registry;
  }

  /** Completes when this node has what the registry says in use. */
  public CompletableFuture<?> heard() {
    return heard;
  }

  /** Where the gates learn what really happened, unless a promotion brings its own. */
  public void evidence(GateEvidence outcomes) {
    evidence = outcomes;
  }

  /** Which versions there are, and which nodes answer by which. */
  public CompletionStage<Outcome> look() {
    return ask(Look::new);
  }

  /** Why one of the versions may answer nobody; empty if all may. */
  public CompletionStage<Optional<String>> refusal(Set<String> versions) {
    if (versions.isEmpty()) return CompletableFuture.completedFuture(Optional.empty());
    return look()
        .thenApply(
            outcome ->
                versions.stream().sorted().flatMap(v -> refusal(outcome.state(), v)).findFirst());
  }

  private static Stream<String> refusal(RegistryState state, String version) {
    return state
        .model(version)
        .map(model -> Stream.of(model.stage()).filter(ModelStage.REJECTED::equals))
        .map(
            rejected ->
                rejected.map(
                    s -> "model '%s' was stopped by a gate: name another".formatted(version)))
        .orElseGet(() -> Stream.of("no model '%s' is registered".formatted(version)));
  }

  /**
   * Keeps a bundle: first durably in the store, then as an event.
   *
   * @return fails with {@link dev.worth.node.model.RefusedBundle} for one that does not fit
   */
  public CompletionStage<Registered> register(byte[] zip, Step step) {
    return CompletableFuture.supplyAsync(() -> store.register(zip).version(), careful)
        .thenCompose(
            version ->
                tell(new RegistryCommand.Register(step, version, ModelStore.sum(zip)))
                    .thenApply(outcome -> new Registered(version, outcome)));
  }

  /**
   * Keeps a bundle and lets it set out to answer everybody, if every gate lets it: how a trainer
   * hands over.
   *
   * @param outcomes what really happened to customers the version has not learned from
   * @param now the shop's time
   */
  public CompletionStage<Outcome> offer(
      byte[] zip, Step step, GateEvidence outcomes, RolloutPlan plan, Instant now) {
    return register(zip, step)
        .thenCompose(
            known ->
                known.outcome().decision() instanceof RegistryDecision.Refused
                    ? CompletableFuture.completedFuture(known.outcome())
                    : setOut(known.version(), step, outcomes, plan, now));
  }

  private CompletionStage<Outcome> setOut(
      String version, Step step, GateEvidence outcomes, RolloutPlan plan, Instant now) {
    return judge(version, outcomes)
        .thenCompose(
            judged ->
                tell(
                    new RegistryCommand.SetOut(
                        step, version, now, plan, judged.gates(), judged.map())));
  }

  /**
   * What the gates say of a version that is tried: of the bundle, of outcomes, and of what it did
   * on this node since its start.
   */
  public CompletionStage<Judgement> judgeTried(String version) {
    return CompletableFuture.supplyAsync(() -> judging.tried(version, evidence), careful);
  }

  /** The same by what it did alone, at once: fit to stop it, not to let it go on. */
  public Judgement glance(String version) {
    return judging.glance(version);
  }

  /** What a version that is tried did on this node since its start. */
  public Tried tried(String version) {
    return slot.tried(version);
  }

  /**
   * Lets the version under way go on if its time is over and nothing stands in its way, or out if
   * something stops it.
   *
   * @param walk where it was when it was judged
   * @param now the shop's time
   */
  public CompletionStage<Outcome> goOn(
      Walk walk, Step step, RolloutPlan plan, Instant now, Judgement judged) {
    return tell(new RegistryCommand.GoOn(step, walk, now, plan, judged.gates(), judged.map()));
  }

  /** Scores a version beside the champion. */
  public CompletionStage<Outcome> shadow(String version, Step step) {
    return tell(new RegistryCommand.Shadow(step, version));
  }

  /** Lets a version answer some customers, if the gates allow it. */
  public CompletionStage<Outcome> canary(
      String version, Slice slice, Step step, Allowance allowance) {
    return judge(version)
        .thenCompose(
            judged ->
                tell(
                    new RegistryCommand.StartCanary(
                        step, version, slice, judged.gates(), allowance)));
  }

  /** Lets a version answer everybody, if the gates allow it. */
  public CompletionStage<Outcome> promote(String version, Step step, Allowance allowance) {
    return promote(version, step, allowance, evidence);
  }

  /**
   * Lets a version answer everybody, if the gates allow it.
   *
   * @param outcomes what really happened to customers the version has not learned from
   */
  public CompletionStage<Outcome> promote(
      String version, Step step, Allowance allowance, GateEvidence outcomes) {
    return judge(version, outcomes)
        .thenCompose(
            judged ->
                tell(
                    new RegistryCommand.Promote(
                        step, version, judged.gates(), allowance, judged.map())));
  }

  /**
   * Back to who answered before.
   *
   * @param version the champion or the canary; empty for the canary if there is one, else the
   *     champion
   */
  public CompletionStage<Outcome> rollBack(String version, Step step) {
    return tell(new RegistryCommand.RollBack(step, version));
  }

  public CompletionStage<Outcome> retire(String version, Step step) {
    return tell(new RegistryCommand.Retire(step, version));
  }

  /** What the gates say now of a version, beside the champion; changes nothing. */
  public CompletionStage<Judgement> judge(String version) {
    return judge(version, evidence);
  }

  /** The same by these outcomes. */
  public CompletionStage<Judgement> judge(String version, GateEvidence outcomes) {
    return CompletableFuture.supplyAsync(() -> judging.judge(version, outcomes), careful);
  }

  /** The card of a version, empty for one that is not in this node's store. */
  public CompletionStage<Optional<ModelCard>> card(String version) {
    return CompletableFuture.supplyAsync(() -> store.card(version), blocking);
  }

  /** Cards of all versions in this node's store. */
  public CompletionStage<List<ModelCard>> cards() {
    return CompletableFuture.supplyAsync(store::list, blocking);
  }

  /**
   * What happened, the oldest first.
   *
   * @param from number of the first wanted, from 1
   */
  public CompletionStage<List<Recorded>> history(long from, int limit) {
    return PersistenceQuery.get(system)
        .getReadJournalFor(CurrentEventsByPersistenceIdQuery.class, options.readJournal())
        .currentEventsByPersistenceId(RegistryEntity.ID.id(), from, Long.MAX_VALUE)
        .take(limit)
        .map(e -> new Recorded(e.sequenceNr(), (RegistryEvent) e.event()))
        .runWith(Sink.seq(), system);
  }

  private CompletionStage<Outcome> tell(RegistryCommand command) {
    return ask(replyTo -> new Do(command, replyTo));
  }

  private CompletionStage<Outcome> ask(Function<ActorRef<Told>, RegistryMessage> message) {
    return AskPattern.ask(registry, message::apply, PATIENCE, system.scheduler())
        .thenApply(ModelRegistry::outcome);
  }

  private static Outcome outcome(Told told) {
    var nodes = told.nodes().stream().map(ModelRegistry::status).toList();
    return new Outcome(told.decision(), told.state(), nodes, told.switchMillis());
  }

  private static NodeStatus status(NodeState node) {
    return new NodeStatus(node.node(), node.revision(), node.inUse(), node.problem());
  }
}
