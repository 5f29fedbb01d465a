// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.worth.core.preparation.ShopRules;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.Scorers;
import dev.worth.node.entity.Customers;
import dev.worth.node.ingest.Ingest;
import dev.worth.node.ingest.Reading;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/**
 * What is left when layers are taken away: the entities without HTTP on the real journal, the same
 * on an in-memory journal (the ceiling of one message and one write per customer and batch), and
 * SQLite alone.
 */
final class EntityBench {
  private static final int BATCH = 100;
  private static final int BATCHES_IN_FLIGHT = 16;
  private static final int EVENTS = 200_000;
  private static final String MEMORY =
      """
      pekko.persistence.journal.plugin = "pekko.persistence.journal.inmem"
      pekko.persistence.snapshot-store.plugin = "pekko.persistence.no-snapshot-store"
      """;

  static Map<String, Object> run(Path folder, int customers, long seed)
      throws IOException, SQLException, InterruptedException {
    var figures = new LinkedHashMap<String, Object>();
    for (int batch : new int[] {1, 100, 512}) {
      figures.put(
          "sqlite_rows_per_s_commit_of_" + batch, Math.round(Ceilings.sqlite(folder, batch)));
    }
    var batches = batches(Workload.generate(2 * EVENTS, customers, seed));
    figures.put(
        "entities_in_memory_journal_events_per_s", Math.round(speed(batches, MEMORY, folder)));
    figures.put("entities_sqlite_journal_events_per_s", Math.round(speed(batches, "", folder)));
    return figures;
  }

  private static double speed(
      List<Map<CustomerId, List<CustomerEvent>>> batches, String settings, Path folder)
      throws InterruptedException {
    ActorSystem<Void> system =
        ActorSystem.create(Behaviors.empty(), "worth", config(settings, folder));
    try {
      var cluster = Cluster.get(system);
      cluster.manager().tell(Join.create(cluster.selfMember().address()));
      var options =
          new Customers.Options(
              "EUR", 100, 1_000_000, 100_000, Duration.ofSeconds(60), "worth.read-journal");
      var customers = Customers.start(system, options, Scorers.always(new Baseline()));
      int half = batches.size() / 2;
      send(customers, batches.subList(0, half));
      long start = System.nanoTime();
      send(customers, batches.subList(half, batches.size()));
      return (batches.size() - half) * BATCH / ((System.nanoTime() - start) / 1e9);
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }

  private static void send(Customers customers, List<Map<CustomerId, List<CustomerEvent>>> batches)
      throws InterruptedException {
    var free = new Semaphore(BATCHES_IN_FLIGHT);
    for (var batch : batches) {
      free.acquire();
      customers
          .record(batch, Optional.empty(), fact -> false)
          .whenComplete((done, error) -> free.release());
    }
    free.acquire(BATCHES_IN_FLIGHT);
  }

  private static Config config(String settings, Path folder) {
    return ConfigFactory.parseString(settings)
        .withFallback(
            ConfigFactory.parseMap(Map.of("worth.data-dir", folder.resolve("entities").toString())))
        .withFallback(ConfigFactory.parseResources("engine.conf"))
        .withFallback(ConfigFactory.defaultReferenceUnresolved())
        .resolve();
  }

  private static List<Map<CustomerId, List<CustomerEvent>>> batches(List<Workload.Line> lines) {
    var ingest = new Ingest(ShopRules.of("EUR"));
    var batches = new ArrayList<Map<CustomerId, List<CustomerEvent>>>();
    for (int from = 0; from < lines.size(); from += BATCH) {
      Map<CustomerId, List<CustomerEvent>> batch = new LinkedHashMap<>();
      for (var line : lines.subList(from, from + BATCH)) {
        if (ingest.read(line.json(), 0, line.json().length, Instant.now())
            instanceof Reading.Fact fact) {
          batch.computeIfAbsent(fact.customer(), c -> new ArrayList<>()).add(fact.event());
        }
      }
      batches.add(batch);
    }
    return batches;
  }

  private EntityBench() {}
}
