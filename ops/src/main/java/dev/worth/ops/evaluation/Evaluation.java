// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.worth.ops.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Predicts the tasks of the evaluation protocol and measures the answers beside the baselines. */
final class Evaluation {
  private static final String ENDING = ".csv.gz";

  /**
   * What is asked.
   *
   * @param baselines folder of the protocol's baselines, may not exist
   * @param models names of ours
   * @param against baseline to compare with where none has the model's name
   * @param out folder of our predictions
   */
  record Plan(
      Splits splits,
      List<String> tasks,
      Path baselines,
      List<String> models,
      String against,
      long seed,
      Path out) {}

  /** One line of a task's table. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Row(
      String model,
      boolean ours,
      @Nullable Double seconds,
      Measures measures,
      @Nullable Difference difference) {}

  /** One task's table. */
  record Result(String task, String cut, double horizonDays, List<Row> rows) {}

  private record Rival(String name, NumberTable predictions) {}

  private final Plan plan;
  private final Progress progress;

  Evaluation(Plan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  List<Result> run() throws IOException {
    var results = new ArrayList<Result>();
    for (String name : plan.tasks()) results.add(run(plan.splits().task(name)));
    return results;
  }

  private Result run(Splits.Task task) throws IOException {
    var truth = Truth.read(task.truth());
    var rivals = rivals(task.name());
    var rows = new ArrayList<Row>();
    for (String model : plan.models()) {
      rows.add(ours(task, model, truth, rivals));
      progress.step(1);
    }
    for (var rival : rivals)
      rows.add(new Row(rival.name(), false, null, Measures.of(truth, rival.predictions()), null));
    return new Result(task.name(), task.cut(), task.horizonDays(), rows);
  }

  private Row ours(Splits.Task task, String model, Truth truth, List<Rival> rivals)
      throws IOException {
    var file = Files.createDirectories(plan.out().resolve(task.name())).resolve(model + ".csv");
    var cut = cut(task);
    var summary =
        Forecasting.run(
            new Forecasting.Task(
                task.events(), file, cut, task.horizonDays(), model, plan.seed(), "EUR"));
    var predictions = NumberTable.read(file);
    return new Row(
        model.equals(summary.model()) ? model : model + " (" + summary.model() + ")",
        true,
        summary.seconds(),
        Measures.of(truth, predictions),
        difference(summary.model(), truth, predictions, rivals).orElse(null));
  }

  private static Instant cut(Splits.Task task) {
    try {
      return TimeText.parse(task.cut());
    } catch (DateTimeException e) {
      throw new BadInput("task " + task.name() + " has the cut '" + task.cut() + "', no date", e);
    }
  }

  private Optional<Difference> difference(
      String model, Truth truth, NumberTable ours, List<Rival> rivals) {
    return rival(model, rivals)
        .map(
            rival ->
                Difference.of(
                    rival.name(),
                    truth.purchased(),
                    probabilities(ours, truth),
                    probabilities(rival.predictions(), truth),
                    plan.seed()));
  }

  private static double[] probabilities(NumberTable predictions, Truth truth) {
    return predictions.column("p_purchase", truth.ids()).orElseThrow();
  }

  /** The baseline of the model's own name, or the one that was asked for. */
  private Optional<Rival> rival(String model, List<Rival> rivals) {
    for (String name : List.of(model, model + "_gg", plan.against()))
      for (var rival : rivals) if (rival.name().equals(name)) return Optional.of(rival);
    return Optional.empty();
  }

  private List<Rival> rivals(String task) throws IOException {
    var folder = plan.baselines().resolve(task);
    if (!Files.isDirectory(folder)) return List.of();
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .sorted(Comparator.comparing(Path::toString))
          .map(file -> new Rival(name(file), NumberTable.read(file)))
          .toList();
    }
  }

  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ENDING.length());
  }
}
