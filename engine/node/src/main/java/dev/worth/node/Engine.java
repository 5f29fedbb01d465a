// SPDX-License-Identifier: Apache-2.0
package dev.worth.node;

import dev.worth.node.entity.Customers;
import dev.worth.node.journal.JournalExtension;
import dev.worth.node.journal.SqliteStore;
import dev.worth.node.model.ModelSlot;
import dev.worth.node.model.ModelStore;
import dev.worth.protocol.CustomerId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything put together: a cluster of one with its journal, its customers and its model. */
public final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final String READ_JOURNAL = "worth.read-journal";

  /** Asked once at the start: nothing is ever recorded of it. */
  private static final CustomerId NOBODY = new CustomerId("worth:nobody");

  private static final long LONGEST_STOP_SECONDS = 60;

  private final ActorSystem<Void> system;
  private final ModelStore models;
  private final ModelSlot model;
  private final Customers customers;
  private final CompletableFuture<?> sharding;

  private Engine(ActorSystem<Void> system, Settings settings) {
    this.system = system;
    models = ModelStore.open(settings.dataDir().resolve("models"), settings.currency());
    model = ModelSlot.open(models);
    customers = Customers.start(system, options(settings), model);
    sharding = customers.look(NOBODY).toCompletableFuture();
  }

  /**
   * Starts an engine; it answers as soon as {@link #ready} completes.
   *
   * @throws RuntimeException naming what cannot be used (folder, journal, port) and the remedy
   */
  public static Engine start(Settings settings) {
    Fixed.check(settings);
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "worth", settings.all());
    try {
      JournalExtension.store(system);
      joinItself(system);
      return new Engine(system, settings);
    } catch (RuntimeException e) {
      system.terminate();
      throw e;
    }
  }

  /** No seed nodes to wait for. */
  private static void joinItself(ActorSystem<?> system) {
    var cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
  }

  private static Customers.Options options(Settings settings) {
    return new Customers.Options(
        settings.currency(),
        settings.shards(),
        settings.snapshotEvery(),
        settings.inFlight(),
        settings.patience(),
        READ_JOURNAL);
  }

  /** Completes when the first customer has answered. */
  public CompletableFuture<?> ready() {
    return sharding;
  }

  public ActorSystem<?> system() {
    return system;
  }

  public Customers customers() {
    return customers;
  }

  public ModelStore models() {
    return models;
  }

  public ModelSlot model() {
    return model;
  }

  public SqliteStore journal() {
    return JournalExtension.store(system);
  }

  /** Finishes what is under way, then stops; a second call changes nothing. */
  @Override
  public void close() {
    try {
      CoordinatedShutdown.get(system)
          .runAll(CoordinatedShutdown.unknownReason())
          .toCompletableFuture()
          .get(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      LOG.error("the engine did not stop in order within {} s", LONGEST_STOP_SECONDS, e);
    } finally {
      model.close();
    }
  }
}
