// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.Scorers;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * How many facts a second the entities record, in batches of 100 of about 80 customers. Processor
 * time is the figure to compare by: it hardly moves with what else the machine does.
 *
 * <p>Arguments: {@code memory} or {@code sqlite}, seconds, customers, batches in flight.
 */
final class EntitySpeed {
  private static final int BATCH = 100;
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Random random = new Random(7);
  private final int customers;
  private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
  private long sent;

  private EntitySpeed(int customers) {
    this.customers = customers;
  }

  public static void main(String[] args) throws Exception {
    long begun = System.nanoTime();
    int seconds = Integer.parseInt(args[1]);
    Config config = args[0].equals("memory") ? InMemoryJournal.CONFIG : sqlite();
    var options =
        new Customers.Options(
            "EUR",
            100,
            200,
            100_000,
            Duration.ofSeconds(20),
            args[0].equals("memory") ? "pekko.persistence.testkit.query" : "worth.read-journal");
    try (var node = new Node(config, options, Scorers.always(new Baseline()))) {
      Node.await(node.customers.look(Shop.customer(0)));
      System.out.printf("first answer after %.0f ms%n", (System.nanoTime() - begun) / 1e6);
      var speed = new EntitySpeed(Integer.parseInt(args[2]));
      var inFlight = new Semaphore(Integer.parseInt(args[3]));
      for (int i = 0; i < seconds; i += 5) speed.run(node.customers, inFlight, 5);
    }
    System.exit(0);
  }

  private void run(Customers door, Semaphore inFlight, int seconds) throws InterruptedException {
    long before = sent;
    long cpu = PROCESS.getProcessCpuTime();
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < seconds * 1_000_000_000L) {
      inFlight.acquire();
      door.record(batch(), Optional.empty(), fact -> false)
          .whenComplete(
              (done, error) -> {
                inFlight.release();
                if (error != null) System.out.println(error);
              });
    }
    double facts = sent - before;
    double wall = (System.nanoTime() - begun) / 1e9;
    double used = (PROCESS.getProcessCpuTime() - cpu) / 1e3;
    System.out.printf(
        "%,.0f facts/s, %.1f us of processor a fact, %.2f processors%n",
        facts / wall, used / facts, used / 1e6 / wall);
  }

  private Map<CustomerId, List<CustomerEvent>> batch() {
    Map<CustomerId, List<CustomerEvent>> batch = new LinkedHashMap<>();
    for (int i = 0; i < BATCH; i++) {
      var id = Shop.customer((int) (customers * Math.pow(random.nextDouble(), 3)));
      batch.computeIfAbsent(id, c -> new ArrayList<>()).add(fact());
    }
    return batch;
  }

  private CustomerEvent fact() {
    long number = sent++;
    Instant at = start.plusMillis(number * 20);
    String id = "e-" + number;
    return number % 10 == 0 ? Shop.order(id, at, 1_999) : Shop.view(id, at);
  }

  private static Config sqlite() throws java.io.IOException {
    var folder = java.nio.file.Files.createTempDirectory("entity-speed");
    return ConfigFactory.parseMap(Map.of("worth.data-dir", folder.toString()));
  }
}
