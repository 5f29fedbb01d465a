// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import dev.worth.core.learning.Trainer;
import dev.worth.ops.simulation.Shop;
import dev.worth.ops.simulation.Simulation;
import dev.worth.ops.wire.EngineClient;
import dev.worth.ops.wire.Told;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Gives an engine a real model, trained on a small simulated shop, so that every score costs an
 * inference.
 */
final class BenchModel {
  private static final Shop SHOP = new Shop(400, 240, 7, LocalDate.of(2025, 1, 1), "EUR");
  private static final String ZIP = "application/zip";
  private static byte[] bundle = {};

  /** Trains once in this process, then pushes the same bundle wherever it is asked for. */
  static synchronized void push(int port, long seed) {
    if (bundle.length == 0) bundle = train("bench-1", seed);
    client(port).post("/v1/models?promote=true", ZIP, bundle);
  }

  /** Trains another and registers it. */
  static void register(int port, String version, long seed) {
    client(port).post("/v1/models", ZIP, train(version, seed));
  }

  private static EngineClient client(int port) {
    return new EngineClient(URI.create("http://127.0.0.1:" + port));
  }

  private static byte[] train(String version, long seed) {
    var trainer =
        ServiceLoader.load(Trainer.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no trainer on the class path: build the learning module"));
    Instant cut = SHOP.end().minus(Duration.ofDays(1));
    var request = new Trainer.Request("stack", version, cut, 60, SHOP.currency(), seed, cut);
    return trainer.train(histories(), request, share -> {});
  }

  private static Map<CustomerId, List<CustomerEvent>> histories() {
    var histories = new HashMap<CustomerId, List<CustomerEvent>>();
    for (var facts = new Simulation(SHOP).facts(); facts.hasNext(); ) {
      Told told = facts.next();
      histories.computeIfAbsent(told.customer(), c -> new ArrayList<>()).add(told.fact());
    }
    return histories;
  }

  private BenchModel() {}
}
