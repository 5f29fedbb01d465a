// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import dev.worth.node.Engine;
import dev.worth.node.Settings;
import dev.worth.ops.evaluation.MonthByMonth;
import dev.worth.ops.evaluation.OrderFacts;
import dev.worth.ops.serving.EngineOptions;
import dev.worth.ops.serving.ServeCommand;
import dev.worth.ops.serving.Stopping;
import dev.worth.ops.simulation.Shock;
import dev.worth.ops.simulation.Shop;
import dev.worth.ops.simulation.Simulation;
import dev.worth.ops.terminal.Json;
import dev.worth.ops.wire.EngineClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole loop on this machine. */
@Command(
    name = "demo",
    description = {
      "Show the whole loop: facts in, a model trained on them, scores out.",
      "Starts an engine in a temporary folder, streams a shop into it over HTTP, trains a model on",
      "what the customers did, pushes it, and asks what they are worth. The shop is a simulated"
          + " one",
      "unless --events names real orders. With --days, or --loop, the loop is shown turning",
      "instead. Stays up afterwards unless --exit."
    },
    showDefaultValues = true)
public final class DemoCommand implements Callable<Integer> {
  private static final int ONCE_DAYS = 365;
  private static final int LOOP_DAYS = 360;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "Real orders: CSV with customer_id,time,kind,amount[,invoice], .gz too.")
  private @Nullable Path events;

  @Option(names = "--exit", description = "Stop when the summary is printed.")
  private boolean exit;

  @Option(names = "--customers", description = "Of the simulated shop.")
  private int customers = 2_000;

  @Option(
      names = "--days",
      paramLabel = "DAYS",
      description = {
        "Show the loop turning over so many days of the simulated shop, which ends today: day",
        "after day is streamed in, and the engine foretells, waits for what comes, notices drift,",
        "trains and replaces its model. Without it, a year is streamed in at once."
      })
  private @Nullable Integer days;

  @Option(names = "--seed", description = "Of the simulated shop and the training.")
  private long seed = 7;

  @Option(names = "--model", description = "Family to train at once; --loop-model is the loop's.")
  private String model = "stack";

  @Option(names = "--horizon-days", description = "How far ahead to look.")
  private double horizonDays = 90;

  @Option(names = "--data", paramLabel = "DIR", description = "Keep the engine's data there.")
  private @Nullable Path data;

  @Option(names = "--json", description = "Print the summary for machines.")
  private boolean json;

  @Mixin private LoopOptions loop = new LoopOptions();

  @Mixin private EngineOptions options = new EngineOptions();

  @Override
  public Integer call() throws IOException {
    return data == null ? run(Files.createTempDirectory("worth-demo-")) : run(data);
  }

  private int run(Path folder) throws IOException {
    return days != null || loop.isAsked() ? runLoop(folder) : runOnce(folder);
  }

  private int runLoop(Path folder) throws IOException {
    var settings = options.settings(Optional.of(folder), loop.defaults());
    String currency = settings.currency();
    var shown =
        events == null
            ? new LoopDemo.Shown(
                simulated(days == null ? LOOP_DAYS : days, currency, loop.shock()), loop.shock())
            : new LoopDemo.Shown(real(events, currency), Shock.NONE);
    var months = events == null ? Optional.<MonthByMonth>empty() : months(settings);
    try (Engine engine = Engine.start(settings)) {
      Stopping.with(() -> stop(engine, folder));
      engine.ready().join();
      var report = new LoopDemo(client(engine), engine, shown, months).run();
      loop.keep(report);
      print(report);
      if (!exit) stay(engine, folder);
      return report.turns() > 0 ? 0 : 1;
    }
  }

  private Optional<MonthByMonth> months(Settings settings) {
    var asked =
        new MonthByMonth.Asked(
            settings.currency(),
            loop.rival(),
            settings.all().getDouble("worth.learning.horizon-days"),
            seed);
    return Optional.ofNullable(events).map(file -> MonthByMonth.of(file, asked));
  }

  private int runOnce(Path folder) throws IOException {
    var settings =
        options.settings(
            Optional.of(folder), Map.of("worth.http.port", 0, "worth.learning.enabled", false));
    String currency = settings.currency();
    try (Engine engine = Engine.start(settings)) {
      Stopping.with(() -> stop(engine, folder));
      engine.ready().join();
      var wanted = new Demo.Wanted(model, horizonDays, currency, seed);
      var report = new Demo(client(engine), folder, history(currency), wanted).run();
      print(report);
      if (!exit) stay(engine, folder);
      return report.totals().scored() == report.totals().customers() ? 0 : 1;
    }
  }

  private static EngineClient client(Engine engine) {
    return new EngineClient(engine.url());
  }

  private History history(String currency) {
    return events == null ? simulated(ONCE_DAYS, currency, Shock.NONE) : real(events, currency);
  }

  private History simulated(int length, String currency, Shock shock) {
    LocalDate from = LocalDate.now(ZoneOffset.UTC).minusDays(length);
    var simulation = new Simulation(new Shop(customers, length, seed, from, currency, shock));
    String label =
        "SIMULATED shop (seed %d): %,d people, %,d days up to today, nobody real"
            .formatted(seed, customers, length);
    return new History(
        label, simulation.facts(), simulation.shop().start(), simulation.shop().end());
  }

  private static History real(Path events, String currency) {
    var orders = OrderFacts.read(events, currency);
    String label = "Real orders of %s: %,d rows".formatted(events, orders.rows());
    return new History(label, orders.facts(), orders.start(), orders.end());
  }

  private void print(DemoReport report) throws IOException {
    if (json) System.out.println(Json.MAPPER.writeValueAsString(report));
    else new Summary(new PrintWriter(System.out, false, StandardCharsets.UTF_8), report).print();
  }

  private void print(LoopReport report) throws IOException {
    if (json) System.out.println(Json.MAPPER.writeValueAsString(report));
    else new LoopSummary(new PrintWriter(System.out, false, StandardCharsets.UTF_8)).print(report);
  }

  private void stay(Engine engine, Path folder) {
    var out = json ? System.err : System.out;
    out.println();
    ServeCommand.announce(out, engine.url(), folder);
    out.println("Stays up: press Ctrl-C to stop.");
    Stopping.await(engine);
  }

  private void stop(Engine engine, Path folder) {
    engine.close();
    if (data == null) delete(folder);
  }

  /** As far as it goes: the process ends now, and the system clears its temporary folder. */
  private static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("worth demo: " + folder + " is left behind: " + e);
    }
  }
}
