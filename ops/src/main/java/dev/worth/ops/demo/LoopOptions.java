// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import dev.worth.ops.simulation.Shock;
import dev.worth.ops.terminal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is shown of the loop. */
final class LoopOptions {
  @Option(
      names = "--loop",
      description = {
        "Show the loop turning: over the 360 days of the simulated shop, or with --events over",
        "the real orders, where each month the champion is compared with a model refitted then."
      })
  private boolean asked;

  @Option(
      names = "--loop-model",
      paramLabel = "FAMILY",
      description = "What the loop trains; as configured if not given.")
  private @Nullable String model;

  @Option(names = "--rival", description = "With --events and --loop: what is refitted each month.")
  private String rival = "bgnbd";

  @Option(
      names = "--shock-day",
      paramLabel = "DAY",
      description = "From this day on prices are higher and demand is lower.")
  private int shockDay = 200;

  @Option(names = "--shock-price", description = "Factor of every price after the shock.")
  private double shockPrice = 1.6;

  @Option(names = "--shock-demand", description = "Factor of the demand after the shock.")
  private double shockDemand = 0.6;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write loop.json there, and with --events months.md.")
  private @Nullable Path report;

  boolean isAsked() {
    return asked;
  }

  String rival() {
    return rival;
  }

  Shock shock() {
    return new Shock(shockDay, shockPrice, shockDemand);
  }

  /** Settings of an engine that learns by itself, and looks when it is asked to. */
  Map<String, Object> defaults() {
    var settings = new HashMap<String, Object>();
    settings.put("worth.http.port", 0);
    settings.put("worth.training.enabled", true);
    settings.put("worth.learning.enabled", false);
    if (model != null) {
      settings.put("worth.training.family", model);
      settings.put("worth.training.tries", 1);
    }
    return settings;
  }

  void keep(LoopReport made) throws IOException {
    if (report == null) return;
    Files.createDirectories(report);
    Json.MAPPER.writeValue(report.resolve("loop.json").toFile(), made);
    if (made.months().isPresent())
      Files.writeString(report.resolve("months.md"), made.months().get().markdown());
  }
}
