// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import dev.worth.ops.terminal.Json;
import dev.worth.ops.terminal.Progress;
import dev.worth.ops.terminal.Streams;
import dev.worth.ops.wire.CloudEventLines;
import dev.worth.ops.wire.Told;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a simulated shop to files. */
@Command(
    name = "simulate",
    description = {
      "Write the facts of a simulated shop.",
      "NDJSON CloudEvents, in event-time order. The same options give the same bytes."
    },
    showDefaultValues = true)
public final class SimulateCommand implements Callable<Integer> {
  @Option(names = "--customers", description = "People who appear.")
  private int customers = 2_000;

  @Option(names = "--days", description = "How long the shop runs.")
  private int days = 365;

  @Option(names = "--seed", description = "Of every random choice.")
  private long seed = 7;

  @Option(names = "--from", description = "First day, UTC.")
  private LocalDate from = LocalDate.of(2025, 1, 1);

  @Option(names = "--currency", description = "ISO 4217 code.")
  private String currency = "EUR";

  @Option(names = "--out", description = "File for the facts, - for standard output; .gz packs it.")
  private String out = "-";

  @Option(
      names = "--truth",
      description = "File for what is hidden, a line per customer: rate, end, coupon lift, fraud.")
  private @Nullable String truth;

  @Option(names = "--catalogue", description = "File for the products with their texts.")
  private @Nullable String catalogue;

  @Option(
      names = "--orders",
      description = "File for orders and returns only, as the CSV that predict reads: no facts.")
  private @Nullable String orders;

  @Override
  public Integer call() throws IOException {
    var simulation = new Simulation(new Shop(customers, days, seed, from, currency));
    if (truth != null) lines(truth, simulation.truth().iterator());
    if (catalogue != null) lines(catalogue, simulation.catalogue().products().iterator());
    if (orders != null) orders(simulation, orders);
    else facts(simulation);
    return 0;
  }

  private void orders(Simulation simulation, String file) throws IOException {
    try (var stream = Streams.write(file);
        var progress = Progress.of("simulating days", days)) {
      var lines = new OrderLines(stream);
      for (var facts = simulation.facts(); facts.hasNext(); ) {
        Told told = facts.next();
        lines.write(told);
        progress.at(Duration.between(simulation.shop().start(), told.fact().at()).toDays());
      }
    }
  }

  private void facts(Simulation simulation) throws IOException {
    try (var stream = Streams.write(out);
        var progress = Progress.of("simulating days", days)) {
      var lines = new CloudEventLines(stream);
      for (var facts = simulation.facts(); facts.hasNext(); ) {
        Told told = facts.next();
        lines.write(told.customer(), told.fact());
        progress.at(Duration.between(simulation.shop().start(), told.fact().at()).toDays());
      }
      lines.flush();
    }
  }

  private static void lines(String file, Iterator<?> values) throws IOException {
    try (var stream = Streams.write(file)) {
      while (values.hasNext()) {
        stream.write(Json.MAPPER.writeValueAsBytes(values.next()));
        stream.write('\n');
      }
    }
  }
}
