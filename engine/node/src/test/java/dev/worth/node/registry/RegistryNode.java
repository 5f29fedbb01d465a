// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.registry;

import com.typesafe.config.ConfigFactory;
import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Features;
import dev.worth.core.promotion.GateLimits;
import dev.worth.core.promotion.GateReport.Allowance;
import dev.worth.core.promotion.RegistryDecision;
import dev.worth.core.promotion.RegistryState;
import dev.worth.core.promotion.Step;
import dev.worth.node.Settings;
import dev.worth.node.journal.SqliteReadJournal;
import dev.worth.node.model.Bundles;
import dev.worth.node.model.ModelSlot;
import dev.worth.node.model.ModelStore;
import dev.worth.node.registry.ModelRegistry.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** A cluster of one with a registry on a real journal, and a slot that follows it. */
final class RegistryNode implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  final ActorSystem<Void> system;
  final ModelStore store;
  final ModelSlot slot;
  final ModelRegistry registry;

  RegistryNode(Path folder) {
    this(folder, Optional.empty());
  }

  /** A further node of the cluster, with a folder of its own. */
  RegistryNode(Path folder, RegistryNode other) {
    this(folder, Optional.of(Cluster.get(other.system).selfMember().address()));
  }

  private RegistryNode(Path folder, Optional<Address> other) {
    var own =
        ConfigFactory.parseString(
            "worth.data-dir = \"%s\"\npekko.loglevel = WARNING".formatted(folder));
    system = ActorSystem.create(Behaviors.empty(), "worth", Settings.of(own).all());
    var cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(other.orElse(cluster.selfMember().address())));
    store = store(folder);
    slot = ModelSlot.open(store);
    registry =
        ModelRegistry.start(
            system,
            store,
            slot,
            slot.trials(RegistryNode::somebody),
            new ModelRegistry.Options(GateLimits.USUAL, SqliteReadJournal.IDENTIFIER),
            nanos -> {});
    await(registry.heard());
  }

  static ModelStore store(Path folder) {
    return ModelStore.open(folder.resolve("models"), "EUR");
  }

  static Features somebody() {
    return Features.of(CustomerState.UNKNOWN, NOW, 90, "EUR");
  }

  static Step step(String why) {
    return new Step(Instant.now(), "test", why);
  }

  Outcome register(String version) {
    return await(registry.register(Bundles.valid(version), step("new"))).outcome();
  }

  Outcome promote(String version) {
    return await(registry.promote(version, step("promoted"), Allowance.NOT_JUDGED));
  }

  void champion(String version) {
    register(version);
    if (promote(version).decision() instanceof RegistryDecision.Refused no)
      throw new AssertionError(no.says());
  }

  RegistryState state() {
    return await(registry.look()).state();
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    system.terminate();
    await(system.getWhenTerminated());
    slot.close();
  }
}
