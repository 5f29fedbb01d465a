// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.verification;

import dev.worth.node.journal.JournalReader;
import dev.worth.node.model.ModelSlot;
import dev.worth.node.model.ModelStore;
import dev.worth.ops.terminal.Json;
import dev.worth.ops.wire.EngineClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Replays a journal and says whether everything agrees. */
@Command(
    name = "verify",
    description = {
      "Replay a journal and compare every state and score.",
      "Byte for byte: with the snapshots of the engine that wrote it, and by way of bytes as after"
          + " a restart.",
      "A damaged record is told and the other customers are compared all the same.",
      "Exit code 1 when anything differs or is damaged."
    },
    showDefaultValues = true)
public final class VerifyCommand implements Callable<Integer> {
  private static final double HORIZON_DAYS = 90;

  @Option(names = "--data", required = true, description = "The engine's data folder.")
  private Path data = Path.of("data");

  @Option(
      names = "--url",
      description = "Compare with the answers of the engine that runs on this journal, too.")
  private @Nullable URI url;

  @Option(names = "--json", description = "For machines.")
  private boolean json;

  /** What was compared. */
  private record Report(
      String journal,
      long customers,
      long events,
      long snapshots,
      String model,
      long answers,
      long damaged,
      List<String> damagedCustomers,
      long differences,
      List<String> first,
      double seconds) {}

  @Override
  public Integer call() throws IOException {
    Report report = verify();
    System.out.println(json ? Json.MAPPER.writeValueAsString(report) : readable(report));
    return report.differences() == 0 ? 0 : 1;
  }

  private Report verify() {
    long start = System.nanoTime();
    Path file = data.resolve("worth.db");
    try (var journal = JournalReader.open(file)) {
      Replay replay = Replay.of(journal);
      var model = new Scored();
      scores(replay, model);
      return new Report(
          file.toString(),
          replay.customers().size(),
          replay.events(),
          replay.snapshotsCompared(),
          model.version,
          model.answers,
          replay.differences().damagedCount(),
          replay.differences().damaged(),
          replay.differences().count(),
          replay.differences().first(),
          (System.nanoTime() - start) / 1e9);
    }
  }

  /** Which version scored, and how many answers of a running engine were compared. */
  private static final class Scored {
    String version = "";
    long answers;
  }

  private void scores(Replay replay, Scored scored) {
    try (var slot = ModelSlot.open(ModelStore.open(data.resolve("models"), replay.currency()))) {
      var scorer = slot.get();
      scored.version = scorer.version();
      replay.compareScores(scorer, HORIZON_DAYS);
      if (url == null) return;
      var answers = new Answers(new EngineClient(url), scorer, HORIZON_DAYS, replay.currency());
      scored.answers = answers.compare(replay.customers(), replay.differences());
    }
  }

  private static String damaged(Report r) {
    if (r.damaged() == 0) return "";
    String rest = r.damaged() > r.damagedCustomers().size() ? ", ..." : "";
    return "\nrecords of %,d customers are damaged and were left out: %s%s\nstop the engine and restore a backup"
        .formatted(r.damaged(), String.join(", ", r.damagedCustomers()), rest);
  }

  private static String readable(Report r) {
    String what =
        """
        %s
        replayed %,d events of %,d customers in %.1f s
        compared %,d snapshots, %,d states and scores by %s, %,d answers: %s\
        """
            .formatted(
                r.journal(),
                r.events(),
                r.customers(),
                r.seconds(),
                r.snapshots(),
                r.customers(),
                r.model(),
                r.answers(),
                r.differences() == 0 ? "no difference" : r.differences() + " differences");
    what += damaged(r);
    return r.first().isEmpty() ? what : what + "\n  " + String.join("\n  ", r.first());
  }
}
