// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.protocol.Money;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code worth predict}: what every customer of an orders file will do within a horizon. */
@Command(
    name = "predict",
    description = "Predicts every customer of an orders file, or every row of a table.",
    footer = {
      "",
      "The file is a CSV (or .gz) with the columns customer_id,time,kind,amount, optionally",
      "invoice; other columns are left alone. kind is purchase or return. Times without an",
      "offset are UTC. An empty amount is 0. A return gives back the size of its amount,",
      "whatever the sign. Each purchase line is an order of its own, unless it repeats an",
      "invoice of the same customer: that is the same order told twice.",
      "",
      "With --table it learns any labelled table instead: --table TRAIN.csv --label COLUMN",
      "--apply TEST.csv --out P.csv, optionally --report FOLDER, --explain PARTS.csv. The label",
      "has two values, or is a number.",
      "",
      "Exit codes: 0 done, 1 failed, 2 bad usage or input."
    })
public final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private TableOptions table = new TableOptions();

  @Option(names = "--events", description = "The orders, CSV or CSV.gz.")
  private @Nullable Path events;

  @Option(names = "--cut", description = "Nothing at or after this date is looked at.")
  private @Nullable String cut;

  @Option(names = "--horizon-days", description = "How far ahead to look.")
  private @Nullable Double horizonDays;

  @Option(names = "--out", required = true, description = "The predictions' CSV file.")
  private Path out = Path.of("");

  @Option(
      names = "--model",
      defaultValue = Models.AUTO,
      description = "Which model, default ${DEFAULT-VALUE}: the best of this release.")
  private String model = Models.AUTO;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of what a model draws.")
  private long seed;

  @Option(
      names = "--currency",
      defaultValue = "EUR",
      description = "Currency of the amounts, default ${DEFAULT-VALUE}.")
  private String currency = "EUR";

  @Option(names = "--json", description = "Print a summary for machines.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    return Exit.code(
        spec,
        () -> {
          if (!table.isAsked()) report(Forecasting.run(task()));
          else if (events == null) report(new TableForecast(table, out, seed).run());
          else throw new BadInput("give --events or --table, not both");
        });
  }

  private void report(Object found) throws IOException {
    String text =
        switch (found) {
          case TableForecast.Summary summary -> TableReport.text(summary);
          default -> found.toString();
        };
    spec.commandLine().getOut().println(json ? FigureJson.text(found) : text);
  }

  private <T> T need(@Nullable T value, String option) {
    if (value == null)
      throw new ParameterException(
          spec.commandLine(), "Missing required option: '" + option + "' (or '--table')");
    return value;
  }

  private Forecasting.Task task() {
    return new Forecasting.Task(
        need(events, "--events"),
        out,
        instant("--cut", need(cut, "--cut")),
        need(horizonDays, "--horizon-days"),
        model,
        seed,
        known(currency));
  }

  private static Instant instant(String option, String text) {
    try {
      return TimeText.parse(text.strip());
    } catch (DateTimeException e) {
      throw new BadInput(
          "%s '%s' is not a date: write it as 2010-12-01".formatted(option, Bad.shown(text)), e);
    }
  }

  private static String known(String currency) {
    try {
      Money.digits(currency);
      return currency;
    } catch (IllegalArgumentException e) {
      throw new BadInput(String.valueOf(e.getMessage()), e);
    }
  }

  private void report(Forecasting.Summary summary) throws IOException {
    var terminal = spec.commandLine();
    for (String warning : summary.warnings())
      terminal.getErr().println(spec.qualifiedName() + ": " + warning);
    terminal.getOut().println(json ? FigureJson.text(summary) : readable(summary));
  }

  private static String readable(Forecasting.Summary s) {
    return """
    %,d customers by %s (%,d lines, %,d at or after the cut)
    expected within %.0f days: %,.0f customers buy, %,.0f orders, %,.2f %s
    written to %s in %.1f s\
    """
        .formatted(
            s.customers(),
            s.model(),
            s.lines(),
            s.ignored(),
            s.horizonDays(),
            s.buyers(),
            s.orders(),
            s.spend(),
            s.currency(),
            s.out(),
            s.seconds());
  }
}
