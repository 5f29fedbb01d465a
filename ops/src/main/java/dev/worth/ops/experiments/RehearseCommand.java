// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.worth.core.experiment.Metric.Kind;
import dev.worth.ops.experiments.Rehearsal.Figures;
import dev.worth.ops.terminal.Json;
import dev.worth.ops.terminal.Progress;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code worth experiments rehearse}: whether the method keeps its promises. */
@Command(
    name = "rehearse",
    description = {
      "Run simulated experiments, looking after every customer.",
      "Without an effect at most alpha (5 %%) of them may find one; with one they should;",
      "with lost customers the sample ratio must block them. Exit code 1 when alpha is broken."
    },
    showDefaultValues = true)
final class RehearseCommand implements Callable<Integer> {
  private static final double ALPHA = 0.05;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--runs", description = "Experiments of each kind.")
  private int runs = 1_000;

  @Option(names = "--customers", description = "In each experiment.")
  private int customers = 4_000;

  @Option(names = "--lift", description = "Of the planted effect.")
  private double lift = 0.25;

  @Option(names = "--loss", description = "Share of treated customers lost by the broken one.")
  private double loss = 0.15;

  @Option(names = "--seed", description = "Of every random choice.")
  private long seed = 1;

  @Option(names = "--json", description = "For machines.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    if (runs < 1 || customers < 1)
      throw new IllegalArgumentException(
          "%d runs of %d customers: ask for at least one of each".formatted(runs, customers));
    var all = rehearse();
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? Json.MAPPER.writeValueAsString(all) : table(all));
    out.flush();
    boolean keeps = all.stream().filter(f -> isSound(f)).allMatch(f -> f.found() <= ALPHA);
    return keeps ? 0 : 1;
  }

  private static boolean isSound(Figures figures) {
    return figures.setting().lift() == 0 && figures.setting().loss() == 0;
  }

  private List<Figures> rehearse() {
    var all = new ArrayList<Figures>();
    try (var progress = Progress.of("rehearsing", 6)) {
      for (var kind : new Kind[] {Kind.PURCHASED, Kind.SPEND}) {
        for (double[] way : new double[][] {{0, 0}, {lift, 0}, {0, loss}}) {
          all.add(new Rehearsal(kind, way[0], way[1], customers).run(runs, seed));
          progress.step(1);
        }
      }
    }
    return all;
  }

  private String table(List<Figures> all) {
    var text = new StringBuilder();
    text.append(
        "%d runs of %d customers each, looked at after every customer, alpha 5 %%%n"
            .formatted(runs, customers));
    text.append(
        "%-10s %-22s %10s %14s %10s %14s %14s%n"
            .formatted(
                "outcome",
                "what",
                "found",
                "without CUPED",
                "blocked",
                "after (found)",
                "after (blocked)"));
    for (var f : all)
      text.append(
          String.format(
              Locale.ROOT,
              "%-10s %-22s %9.1f%% %13.1f%% %9.1f%% %14.0f %14.0f%n",
              f.setting().kind().name().toLowerCase(Locale.ROOT),
              what(f.setting()),
              100 * f.found(),
              100 * f.foundPlain(),
              100 * f.blocked(),
              f.customersToFind(),
              f.customersToBlock()));
    return text.toString().stripTrailing();
  }

  private static String what(Rehearsal setting) {
    if (setting.lift() != 0) return "%+.0f %% planted".formatted(100 * setting.lift());
    return setting.loss() > 0
        ? "%.0f %% of treated lost".formatted(100 * setting.loss())
        : "no effect (A/A)";
  }
}
