// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code worth evaluate}: how good the predictions are, on the tasks of the evaluation protocol.
 */
@Command(
    name = "evaluate",
    description = "Predicts the tasks of the evaluation protocol and measures them.",
    footer = {
      "",
      "Without --eval it looks for shared/eval beside the project. The splits are made by the",
      "protocol's own script, which needs python3, or taken from --splits. Writes",
      "evaluation.md, evaluation.json, the predictions and plots (SVG) to --out. Differences",
      "from the baselines carry a paired 95 %% bootstrap interval over customers."
    })
public final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--eval", description = "Folder of the protocol.")
  private @Nullable Path eval;

  @Option(names = "--data", description = "Folder of the data, default: data beside --eval.")
  private @Nullable Path data;

  @Option(names = "--splits", description = "Folder of splits that were made before.")
  private @Nullable Path splits;

  @Option(names = "--tasks", split = ",", description = "Which tasks, default: all with orders.")
  private List<String> tasks = List.of();

  @Option(names = "--models", split = ",", description = "Which models, default ${DEFAULT-VALUE}.")
  private List<String> models = List.of("bgnbd", "bgnbd_season", Models.AUTO);

  @Option(
      names = "--against",
      split = ",",
      description = "Baselines to compare with, default: all there are.")
  private List<String> against = List.of();

  @Option(names = "--out", defaultValue = "evaluation", description = "Folder of the results.")
  private Path out = Path.of("evaluation");

  @Option(names = "--seed", defaultValue = "1", description = "Seed of models and bootstrap.")
  private long seed;

  @Option(
      names = "--seeds",
      split = ",",
      description = "Several seeds: figures of models are means over them. Wins over --seed.")
  private List<Long> seeds = List.of();

  @Option(
      names = "--weeks",
      description = "Also back-test by week inside the history: fits each model once more.")
  private boolean weeks;

  @Option(names = "--json", description = "Print the results for machines.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    return Exit.code(spec, this::evaluate);
  }

  private void evaluate() throws IOException {
    models.forEach(Models::check);
    var protocol = protocol();
    var cut = splits(protocol);
    var asked = !tasks.isEmpty() ? tasks : splits == null ? Splits.TRANSACTIONS : cut.names();
    var covered = asked.stream().filter(cut::hasOrders).toList();
    var notCovered = asked.stream().filter(task -> !cut.hasOrders(task)).toList();
    if (covered.isEmpty()) throw new BadInput("no task with orders in " + cut.folder());
    var results = results(cut, covered, protocol);
    String markdown = Report.markdown(results, notCovered);
    Files.writeString(out.resolve("evaluation.md"), markdown);
    Files.writeString(out.resolve("evaluation.json"), FigureJson.text(results) + "\n");
    spec.commandLine()
        .getOut()
        .println(json ? FigureJson.text(results) : markdown + "\nwritten to " + out);
  }

  private List<Evaluation.Result> results(Splits cut, List<String> covered, Optional<Path> protocol)
      throws IOException {
    Files.createDirectories(out);
    var baselines = protocol.map(p -> p.resolve("baselines")).orElse(out.resolve("no-baselines"));
    var drawn = seeds.isEmpty() ? List.of(seed) : seeds.stream().distinct().toList();
    var plan = new Evaluation.Plan(cut, covered, baselines, models, against, drawn, weeks, out);
    var err = spec.commandLine().getErr();
    try (var pace = new Pace(covered.size() * models.size() * drawn.size(), err)) {
      return new Evaluation(plan, pace).run();
    }
  }

  private Splits splits(Optional<Path> protocol) throws IOException {
    if (splits != null) return new Splits(splits);
    var home =
        protocol.orElseThrow(
            () ->
                new BadInput(
                    "no evaluation protocol found: name its folder with --eval, or splits with"
                        + " --splits"));
    var from = data != null ? data : home.resolveSibling("data");
    return Splits.make(
        home, from, tasks.isEmpty() ? Splits.TRANSACTIONS : tasks, out.resolve("splits"));
  }

  /** The folder named, or shared/eval beside this folder or one above. */
  private Optional<Path> protocol() {
    if (eval != null) {
      if (!Files.isDirectory(eval)) throw new BadInput("there is no folder " + eval);
      return Optional.of(eval);
    }
    return Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
        .map(p -> p.resolve("shared").resolve("eval"))
        .filter(Files::isDirectory)
        .findFirst();
  }
}
