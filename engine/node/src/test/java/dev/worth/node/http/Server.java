// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Features;
import dev.worth.core.preparation.ShopRules;
import dev.worth.core.promotion.GateLimits;
import dev.worth.node.entity.Customers;
import dev.worth.node.experiment.Experimentation;
import dev.worth.node.experiment.RunningArms;
import dev.worth.node.ingest.Ingest;
import dev.worth.node.journal.JournalExtension;
import dev.worth.node.journal.SqliteReadJournal;
import dev.worth.node.model.ModelSlot;
import dev.worth.node.model.ModelStore;
import dev.worth.node.online.Online;
import dev.worth.node.registry.ModelRegistry;
import dev.worth.node.training.Loop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.query.PersistenceQuery;

/** A whole node on a SQLite journal with its HTTP edge, and a client of it. */
final class Server implements AutoCloseable {
  final ActorSystem<Void> system;
  final URI address;
  final Contract contract = new Contract();
  final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  final ModelRegistry registry;
  final Experimentation experiments;
  private final ModelSlot slot;
  final Loop loop;
  private final Metrics metrics = new Metrics();

  Server(Path folder, String settings) {
    var config = config(folder, settings);
    system = ActorSystem.create(Behaviors.empty(), "worth", config);
    var models = ModelStore.open(folder.resolve("models"), "EUR");
    slot = ModelSlot.open(models);
    var arms = new RunningArms(slot::deal, slot::get, "EUR");
    var customers = Customers.start(system, options(config), slot, arms);
    var cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    var journal =
        PersistenceQuery.get(system)
            .getReadJournalFor(SqliteReadJournal.class, SqliteReadJournal.IDENTIFIER);
    registry =
        ModelRegistry.start(
            system,
            models,
            slot,
            slot.trials(() -> Features.of(CustomerState.UNKNOWN, Instant.now(), 90, "EUR")),
            new ModelRegistry.Options(GateLimits.USUAL, SqliteReadJournal.IDENTIFIER),
            metrics::switched);
    loop =
        Loop.start(
            system,
            config,
            "EUR",
            folder,
            JournalExtension.store(system),
            customers,
            new Online(slot, true),
            models,
            registry);
    experiments =
        Experimentation.start(system, options(config), customers, arms, registry::refusal);
    var doors =
        new Doors(
            customers,
            experiments,
            loop,
            new Ingest(ShopRules.of("EUR")),
            registry,
            slot,
            journal,
            "EUR",
            List.of(new Readiness("journal", trouble::get)),
            metrics);
    JournalExtension.store(system).watchCommits(metrics::committed);
    var binding =
        await(HttpServer.start(system, HttpSettings.of(config.getConfig("worth.http")), doors));
    address = URI.create("http://127.0.0.1:" + binding.localAddress().getPort());
  }

  private static Config config(Path folder, String settings) {
    return ConfigFactory.parseString(
            "worth.http.port = 0\n"
                + "worth.training.own-process = off\n"
                + "pekko.loglevel = WARNING\n"
                + "worth.data-dir = \""
                + folder
                + "\"\n"
                + settings)
        .withFallback(ConfigFactory.parseResources("engine.conf"))
        .withFallback(ConfigFactory.defaultReferenceUnresolved())
        .resolve();
  }

  private static Customers.Options options(Config config) {
    return new Customers.Options(
        "EUR",
        10,
        200,
        config.getInt("worth.in-flight"),
        config.getDuration("worth.patience"),
        SqliteReadJournal.IDENTIFIER);
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  HttpResponse<String> delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  HttpResponse<String> post(String path, String type, String body, String... headers) {
    return post(path, type, BodyPublishers.ofString(body), headers);
  }

  HttpResponse<String> post(String path, String type, BodyPublisher body, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    if (!type.isEmpty()) all.addAll(List.of("content-type", type));
    return send("POST", path, body, all.toArray(String[]::new));
  }

  /** Every answer is checked against the server's own description. */
  HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
    var request = HttpRequest.newBuilder(address.resolve(path)).method(method, body);
    if (headers.length > 0) request.headers(headers);
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      contract.check(method, path, response);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    client.close();
    loop.close();
    system.terminate();
    await(system.getWhenTerminated());
    slot.close();
    metrics.close();
  }
}
