// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.rollout;

import com.typesafe.config.Config;
import dev.worth.core.promotion.GateEvidence;
import dev.worth.core.promotion.GateEvidence.Gathered;
import dev.worth.core.promotion.GateReport;
import dev.worth.core.promotion.GateResult.Ruling;
import dev.worth.core.promotion.ModelStage;
import dev.worth.core.promotion.RegistryDecision;
import dev.worth.core.promotion.RegistryState;
import dev.worth.core.promotion.Rollout;
import dev.worth.core.promotion.RolloutPlan;
import dev.worth.core.promotion.Slice;
import dev.worth.core.promotion.Step;
import dev.worth.core.promotion.Walk;
import dev.worth.node.registry.ModelRegistry;
import dev.worth.node.registry.ModelRegistry.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the version under way is judged in time: at each look at the journal by what it
 * did on this node, and when its time is over by every gate. It remembers nothing that matters:
 * where the version is, and since when, stands in the registry's events, and the registry takes
 * each step once, however many nodes ask for it.
 */
public final class Walker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Walker.class);

  /** Gates that could not judge are asked again after so long, in the shop's time. */
  private static final Duration AGAIN = Duration.ofHours(12);

  private final ModelRegistry registry;
  private final RolloutPlan plan;
  private final Supplier<Optional<Instant>> shop;
  private final AtomicBoolean isAsked = new AtomicBoolean();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("worth-rollout").daemon().factory());
  private volatile Instant newest = Instant.EPOCH;
  private volatile Optional<Vain> vain = Optional.empty();

  /** The gates could not judge, or let it wait. */
  private record Vain(Walk walk, Instant at, GateReport gates) {}

  /**
   * @param shop the shop's time; empty before the first fact
   */
  public Walker(ModelRegistry registry, RolloutPlan plan, Supplier<Optional<Instant>> shop) {
    this.registry = registry;
    this.plan = plan;
    this.shop = shop;
  }

  /** Reads {@code worth.rollout}. */
  public static RolloutPlan plan(Config config) {
    return new RolloutPlan(
        config.getDuration("shadow"),
        config.getDuration("canary"),
        Slice.of(config.getString("share")));
  }

  /** A bundle that was trained here is registered, and sets out if the gates let it. */
  public String take(String version, String reason, byte[] bundle, Gathered evidence) {
    var step = new Step(Instant.now(), "trainer", Step.shortened(reason));
    var outcome =
        registry
            .offer(bundle, step, GateEvidence.of(evidence), plan, shop.get().orElse(Instant.EPOCH))
            .toCompletableFuture()
            .join();
    return switch (outcome.decision()) {
      case RegistryDecision.Accepted yes -> became(version, outcome.state());
      case RegistryDecision.Refused no -> no.says();
    };
  }

  private String became(String version, RegistryState state) {
    return state
        .walk()
        .filter(walk -> walk.version().equals(version))
        .map(this::where)
        .orElseGet(() -> version + " is " + stage(version, state));
  }

  private String where(Walk walk) {
    return walk.stage() == ModelStage.CANARY
        ? "%s answers %s of the customers until %s of the shop's time"
            .formatted(walk.version(), plan.slice(), walk.until(plan))
        : "%s is in the shadow until %s of the shop's time"
            .formatted(walk.version(), walk.until(plan));
  }

  private static String stage(String version, RegistryState state) {
    if (state.champion().equals(version)) return "in use";
    return state
        .model(version)
        .map(model -> model.stage().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .orElse("unknown");
  }

  /** The shop's time has gone on: only passes the word on. */
  public void observe(Instant now) {
    newest = now;
    if (isAsked.compareAndSet(false, true)) thread.execute(this::look);
  }

  private void look() {
    isAsked.set(false);
    Instant now = newest;
    try {
      var state = registry.look().toCompletableFuture().join().state();
      if (state.walk().isPresent()) see(state, state.walk().get(), now);
    } catch (RuntimeException e) {
      LOG.warn("the version under way is not judged just now: {}", e.toString());
    }
  }

  private void see(RegistryState state, Walk walk, Instant now) {
    if (!walk.isOver(plan, now) || isInVain(walk, now) || Rollout.isHeldUp(state, plan)) {
      var glance = registry.glance(walk.version());
      if (isStopped(glance.gates())) go(walk, now, glance);
      return;
    }
    var judged = registry.judgeTried(walk.version()).toCompletableFuture().join();
    go(walk, now, judged);
  }

  private void go(Walk walk, Instant now, Judgement judged) {
    var step = new Step(Instant.now(), "rollout", "");
    var next = registry.goOn(walk, step, plan, now, judged).toCompletableFuture().join().state();
    boolean isThere = next.walk().equals(Optional.of(walk));
    vain = isThere ? Optional.of(new Vain(walk, now, judged.gates())) : Optional.empty();
    LOG.info(
        "{} was judged {}: {}", walk.version(), walk.stage(), isThere ? "it waits" : "it goes");
  }

  private boolean isInVain(Walk walk, Instant now) {
    return vain.filter(v -> v.walk().equals(walk) && now.isBefore(v.at().plus(AGAIN))).isPresent();
  }

  private static boolean isStopped(GateReport gates) {
    return gates.results().stream().anyMatch(result -> result.ruling() == Ruling.STOPPED);
  }

  /** Where the version under way is, if there is one. */
  public Optional<Standing> standing(RegistryState state) {
    Instant now = shop.get().orElse(Instant.EPOCH);
    return state.walk().map(walk -> standing(state, walk, now));
  }

  private Standing standing(RegistryState state, Walk walk, Instant now) {
    var last = vain.filter(v -> v.walk().equals(walk)).map(Vain::gates);
    String waits = Rollout.waitsFor(state, plan, now, last).orElseThrow();
    return new Standing(walk, walk.until(plan), waits, registry.tried(walk.version()));
  }

  /** Completes when everything observed before this call has been acted on. */
  public CompletionStage<Void> rested() {
    return CompletableFuture.runAsync(() -> {}, thread);
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(20, TimeUnit.SECONDS)) thread.shutdownNow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
