// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.importing;

import dev.worth.ops.evaluation.OrderFacts;
import dev.worth.ops.terminal.Json;
import dev.worth.ops.terminal.Progress;
import dev.worth.ops.wire.EngineClient;
import dev.worth.ops.wire.Feeder;
import dev.worth.ops.wire.Verdicts;
import dev.worth.protocol.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a file of orders or facts to a running engine. */
@Command(
    name = "import",
    description = {
      "Send a file of orders or facts to a running engine.",
      "It goes in event-time order: orders as CSV with the columns",
      "customer_id,time,kind,amount[,invoice], or facts as NDJSON in any form the engine takes.",
      "Sending it again is safe: what the engine has is a duplicate then. Exit code 1 when a line",
      "was rejected. A token for the engine is taken from WORTH_HTTP_TOKEN."
    },
    showDefaultValues = true)
public final class ImportCommand implements Callable<Integer> {
  private static final int LANES = 2;

  @Parameters(paramLabel = "FILE", description = "CSV or NDJSON, .gz too; - is standard input.")
  private String file = "-";

  @Option(names = "--url", description = "The engine.")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(names = "--currency", description = "Of the amounts in a CSV.")
  private String currency = "EUR";

  @Option(
      names = "--format",
      description = "csv or ndjson; by the file's name and, failing that, ndjson.")
  private @Nullable Format format;

  @Option(names = "--json", description = "For machines.")
  private boolean json;

  /** What a file can be. */
  enum Format {
    CSV,
    NDJSON
  }

  /** What became of the file. */
  private record Report(
      long lines,
      long accepted,
      long duplicate,
      long quarantined,
      long rejected,
      long sentAgain,
      double seconds,
      List<String> problems) {}

  @Override
  public Integer call() throws IOException {
    if (!file.equals("-") && !Files.exists(Path.of(file)))
      throw new IllegalArgumentException("there is no file " + file);
    long start = System.nanoTime();
    var engine = new EngineClient(url);
    engine.get("/health/live");
    try (var feeder = new Feeder(engine, LANES)) {
      if (format() == Format.CSV) orders(feeder);
      else facts(feeder);
      print(report(feeder.finish(), (System.nanoTime() - start) / 1e9));
      return feeder.verdicts().of(Verdict.REJECTED) == 0 ? 0 : 1;
    }
  }

  private Format format() {
    if (format != null) return format;
    return file.endsWith(".csv") || file.endsWith(".csv.gz") ? Format.CSV : Format.NDJSON;
  }

  private void orders(Feeder feeder) {
    if (file.equals("-"))
      throw new IllegalArgumentException("a CSV cannot come from standard input: name a file");
    var orders = OrderFacts.read(Path.of(file), currency);
    try (var progress = Progress.of("sending", orders.rows())) {
      orders
          .facts()
          .forEachRemaining(
              told -> {
                feeder.send(told);
                progress.step(1);
              });
    }
  }

  private void facts(Feeder feeder) throws IOException {
    try (var progress = Progress.of("sending", -1)) {
      FactLines.each(
          file,
          line -> {
            feeder.send(line.customer(), line.bytes());
            progress.step(1);
          });
    }
  }

  private static Report report(Verdicts v, double seconds) {
    return new Report(
        v.all(),
        v.of(Verdict.ACCEPTED),
        v.of(Verdict.DUPLICATE),
        v.of(Verdict.QUARANTINED),
        v.of(Verdict.REJECTED),
        v.repeats(),
        seconds,
        v.problems());
  }

  private void print(Report r) throws IOException {
    if (json) {
      System.out.println(Json.MAPPER.writeValueAsString(r));
      return;
    }
    System.out.printf(
        "%,d lines in %.1f s: %,d accepted, %,d duplicate, %,d quarantined, %,d rejected%n",
        r.lines(), r.seconds(), r.accepted(), r.duplicate(), r.quarantined(), r.rejected());
    r.problems().forEach(problem -> System.out.println("  " + problem));
  }
}
