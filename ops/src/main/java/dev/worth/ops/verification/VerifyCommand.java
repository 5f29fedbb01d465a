// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.verification;

import dev.worth.node.journal.JournalReader;
import dev.worth.node.model.ModelSlot;
import dev.worth.node.model.ModelStore;
import dev.worth.ops.terminal.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Replays a journal and says whether everything agrees. */
@Command(
    name = "verify",
    description = {
      "Replay a journal and compare every state and every score, byte for byte:",
      "with the snapshots of the engine that wrote it, and by way of bytes as after a restart.",
      "Exit code 1 when anything differs."
    },
    showDefaultValues = true)
public final class VerifyCommand implements Callable<Integer> {
  private static final double HORIZON_DAYS = 90;

  @Option(names = "--data", required = true, description = "The engine's data folder.")
  private Path data = Path.of("data");

  @Option(names = "--json", description = "For machines.")
  private boolean json;

  /** What was compared. */
  private record Report(
      String journal,
      long customers,
      long events,
      long snapshots,
      String model,
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
      String model = scores(replay);
      return new Report(
          file.toString(),
          replay.customers().size(),
          replay.events(),
          replay.snapshotsCompared(),
          model,
          replay.differences().count(),
          replay.differences().first(),
          (System.nanoTime() - start) / 1e9);
    }
  }

  /** The version that scored. */
  private String scores(Replay replay) {
    try (var slot = ModelSlot.open(ModelStore.open(data.resolve("models"), replay.currency()))) {
      var scorer = slot.get();
      replay.compareScores(scorer, HORIZON_DAYS);
      return scorer.version();
    }
  }

  private static String readable(Report r) {
    String what =
        """
        %s
        replayed %,d events of %,d customers in %.1f s
        compared %,d snapshots, %,d states and scores by %s: %s\
        """
            .formatted(
                r.journal(),
                r.events(),
                r.customers(),
                r.seconds(),
                r.snapshots(),
                r.customers(),
                r.model(),
                r.differences() == 0 ? "no difference" : r.differences() + " differences");
    return r.first().isEmpty() ? what : what + "\n  " + String.join("\n  ", r.first());
  }
}
