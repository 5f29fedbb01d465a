// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.worth.core.scoring.Scorers;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** A cluster of one with customers in it. */
final class Node implements AutoCloseable {
  static final Config IN_MEMORY =
      ConfigFactory.parseString(
          """
          worth.data-dir = target/unused
          pekko.persistence.journal.plugin = "pekko.persistence.testkit.journal"
          pekko.persistence.snapshot-store.plugin = "pekko.persistence.testkit.snapshotstore"
          pekko.persistence.testkit.journal.class = "org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin"
          pekko.persistence.testkit.snapshotstore.class = "org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin"
          pekko.persistence.testkit.events.serialize = on
          pekko.persistence.testkit.snapshots.serialize = on
          pekko.loglevel = WARNING
          """);

  static final Customers.Options OPTIONS =
      new Customers.Options(
          "EUR", 10, 200, 10_000, Duration.ofSeconds(10), "pekko.persistence.testkit.query");

  final ActorSystem<Void> system;
  final Customers customers;

  Node(Config config, Customers.Options options, Scorers scorers) {
    system = ActorSystem.create(Behaviors.empty(), "worth", settings(config));
    customers = Customers.start(system, options, scorers);
    var cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
  }

  static Config settings(Config config) {
    return config
        .withFallback(ConfigFactory.parseResources("engine.conf"))
        .withFallback(ConfigFactory.defaultReferenceUnresolved())
        .resolve();
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException plain) throw plain;
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    system.terminate();
    await(system.getWhenTerminated());
  }
}
