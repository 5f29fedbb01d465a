// SPDX-License-Identifier: Apache-2.0
package dev.worth.node;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Features;
import dev.worth.core.preparation.Limits;
import dev.worth.core.preparation.ShopRules;
import dev.worth.node.entity.Customers;
import dev.worth.node.experiment.Experimentation;
import dev.worth.node.experiment.RunningArms;
import dev.worth.node.http.Doors;
import dev.worth.node.http.HttpServer;
import dev.worth.node.http.HttpSettings;
import dev.worth.node.http.Metrics;
import dev.worth.node.ingest.Ingest;
import dev.worth.node.journal.JournalExtension;
import dev.worth.node.journal.SqliteStore;
import dev.worth.node.model.ModelSlot;
import dev.worth.node.model.ModelStore;
import dev.worth.node.online.Online;
import dev.worth.node.registry.ModelRegistry;
import dev.worth.node.training.Loop;
import dev.worth.protocol.CustomerId;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByTagQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything put together: a cluster of one with its journal, its customers, its model and its
 * edge.
 */
public final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final String READ_JOURNAL = "worth.read-journal";

  /** Asked once at the start: nothing is ever recorded of it. */
  private static final CustomerId NOBODY = new CustomerId("worth:nobody");

  private static final double USUAL_HORIZON_DAYS = 90;
  private static final long LONGEST_BIND_SECONDS = 30;
  private static final long LONGEST_STOP_SECONDS = 60;

  private final ActorSystem<Void> system;
  private final SqliteStore journal;
  private final ModelStore models;
  private final ModelSlot model;
  private final ModelRegistry registry;
  private final Customers customers;
  private final Experimentation experiments;
  private final Loop loop;
  private final Metrics metrics = new Metrics();
  private final CompletableFuture<?> ready;
  private final ServerBinding binding;

  private Engine(ActorSystem<Void> system, Settings settings) {
    this.system = system;
    journal = JournalExtension.store(system);
    var rules = new ShopRules(settings.currency(), Rates.of(settings.ratesFile()), Limits.USUAL);
    joinItself(system);
    models = ModelStore.open(settings.dataDir().resolve("models"), settings.currency());
    model = ModelSlot.open(models);
    var online = new Online(model, settings.all().getBoolean("worth.online.enabled"));
    var arms = new RunningArms(model::deal, model::get, settings.currency());
    customers = Customers.start(system, options(settings), online, arms);
    registry = registry(settings);
    experiments =
        Experimentation.start(system, options(settings), customers, arms, registry::refusal);
    loop =
        Loop.start(
            system,
            settings.all(),
            settings.currency(),
            settings.dataDir(),
            journal,
            customers,
            online,
            models,
            registry);
    closeWithSystem(system, loop);
    ready =
        CompletableFuture.allOf(
            customers.look(NOBODY).toCompletableFuture(), registry.heard(), experiments.heard());
    measure();
    binding = bind(settings, new Ingest(rules));
  }

  /**
   * Starts an engine and listens; customers answer as soon as {@link #ready} completes.
   *
   * @throws RuntimeException naming what cannot be used (folder, journal, port) and the remedy
   */
  public static Engine start(Settings settings) {
    Fixed.check(settings);
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "worth", settings.all());
    try {
      return new Engine(system, settings);
    } catch (RuntimeException e) {
      system.terminate();
      await(system, LONGEST_STOP_SECONDS);
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

  /** Nothing is taken in any more when the customers stop. */
  private static void closeWithSystem(ActorSystem<?> system, Loop loop) {
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind(),
            "worth-loop",
            () -> CompletableFuture.runAsync(loop::close).thenApply(done -> Done.getInstance()));
  }

  private ModelRegistry registry(Settings settings) {
    return ModelRegistry.start(
        system,
        models,
        model,
        model.trials(() -> stranger(settings.currency())),
        new ModelRegistry.Options(settings.gates(), READ_JOURNAL),
        metrics::switched);
  }

  /** Somebody to ask a model about before anybody was asked about. */
  private static Features stranger(String currency) {
    return Features.of(CustomerState.UNKNOWN, Instant.now(), USUAL_HORIZON_DAYS, currency);
  }

  private void measure() {
    metrics.gauge("worth.in.flight", "", "Facts and questions under way", customers::inFlight);
    metrics.gauge("worth.customers.live", "", "Customers in memory now", customers::live);
    metrics.gauge("worth.journal.backlog", "", "Writes that wait for the disk", journal::backlog);
    metrics.gauge("worth.journal.ordering", "", "Facts journaled so far", journal::lastOrdering);
    metrics.gauge(
        "worth.learning.lag",
        "",
        "Facts journaled and not yet taken in by the collection of examples",
        () -> Math.max(0, journal.lastOrdering() - loop.learning().takenIn()));
    metrics.gauge(
        "worth.learning.alarms", "", "Alarms raised since the start", loop.learning()::alarms);
    journal.watchCommits(metrics::committed);
  }

  private ServerBinding bind(Settings settings, Ingest ingest) {
    var query =
        PersistenceQuery.get(system).getReadJournalFor(CurrentEventsByTagQuery.class, READ_JOURNAL);
    var health = Health.of(system, ready, journal, model);
    var doors =
        new Doors(
            customers,
            experiments,
            loop,
            ingest,
            registry,
            model,
            query,
            settings.currency(),
            health,
            metrics);
    var http = HttpSettings.of(settings.all().getConfig("worth.http"));
    try {
      return HttpServer.start(system, http, doors)
          .toCompletableFuture()
          .get(LONGEST_BIND_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "cannot listen on %s:%d (%s): set worth.http.port to a free port, 0 finds one"
              .formatted(http.host(), http.port(), reason(e)),
          e);
    }
  }

  private static String reason(Exception e) {
    return String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
  }

  /** Completes when the first customer has answered. */
  public CompletableFuture<?> ready() {
    return ready;
  }

  /** Where it listens. */
  public URI url() {
    var address = binding.localAddress();
    return URI.create("http://" + address.getHostString() + ":" + address.getPort());
  }

  public ActorSystem<?> system() {
    return system;
  }

  public Customers customers() {
    return customers;
  }

  /** What is learned from what happened. */
  public Loop loop() {
    return loop;
  }

  public ModelStore models() {
    return models;
  }

  public ModelSlot model() {
    return model;
  }

  /** Which model versions there are and who answers. */
  public ModelRegistry registry() {
    return registry;
  }

  /** Finishes what is under way, then stops; a second call changes nothing. */
  @Override
  public void close() {
    CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.unknownReason());
    await(system, LONGEST_STOP_SECONDS);
    model.close();
    metrics.close();
  }

  private static void await(ActorSystem<?> system, long seconds) {
    try {
      system.getWhenTerminated().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.error("the engine did not stop in order within {} s", seconds, e);
    }
  }
}
