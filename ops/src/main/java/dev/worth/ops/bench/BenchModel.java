// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.worth.core.learning.Trainer;
import dev.worth.core.scoring.BundleContract;
import dev.worth.ops.simulation.Shop;
import dev.worth.ops.simulation.Simulation;
import dev.worth.ops.wire.EngineClient;
import dev.worth.ops.wire.Feeder;
import dev.worth.ops.wire.Told;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

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

  /** Registers a bundle. */
  static void register(int port, byte[] zip) {
    client(port).post("/v1/models", ZIP, zip);
  }

  /** The same model as a version of its own: nothing that knew the other one knows this one. */
  static byte[] named(byte[] zip, String version) {
    var copy = new ByteArrayOutputStream();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip));
        var out = new ZipOutputStream(copy)) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(e.getName()));
        byte[] bytes = in.readAllBytes();
        out.write(e.getName().equals(BundleContract.CARD) ? renamed(bytes, version) : bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy.toByteArray();
  }

  private static byte[] renamed(byte[] card, String version) throws IOException {
    var json = new ObjectMapper();
    var tree = (ObjectNode) json.readTree(card);
    return json.writeValueAsBytes(tree.put("version", version));
  }

  /** Sends the facts of the shop that the models are trained on. */
  static void tell(EngineClient client) {
    try (var feeder = new Feeder(client, 4)) {
      for (var facts = new Simulation(SHOP).facts(); facts.hasNext(); ) feeder.send(facts.next());
      feeder.finish();
    }
  }

  private static EngineClient client(int port) {
    return new EngineClient(URI.create("http://127.0.0.1:" + port));
  }

  static byte[] train(String version, long seed) {
    return train("stack", version, seed);
  }

  static byte[] train(String family, String version, long seed) {
    var trainer =
        ServiceLoader.load(Trainer.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no trainer on the class path: build the learning module"));
    var cut = cut();
    var request = new Trainer.Request(family, version, cut, 60, currency(), seed, cut);
    return trainer.train(histories(), request, share -> {});
  }

  /** When the models are trained. */
  static Instant cut() {
    return SHOP.end().minus(Duration.ofDays(1));
  }

  static String currency() {
    return SHOP.currency();
  }

  /** What the models are trained on. */
  static Map<CustomerId, List<CustomerEvent>> histories() {
    var histories = new HashMap<CustomerId, List<CustomerEvent>>();
    for (var facts = new Simulation(SHOP).facts(); facts.hasNext(); ) {
      Told told = facts.next();
      histories.computeIfAbsent(told.customer(), c -> new ArrayList<>()).add(told.fact());
    }
    return histories;
  }

  private BenchModel() {}
}
