// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Predicts the tasks of the evaluation protocol and measures the answers beside the baselines. */
final class Evaluation {
  private static final String ENDING = ".csv.gz";
  private static final int DRAWN = 2;
  private static final String CURRENCY = "EUR";

  /**
   * What is asked.
   *
   * @param baselines folder of the protocol's baselines, may not exist
   * @param models names of ours
   * @param against baselines to compare with, all if empty
   * @param seeds of models, at least one; bootstrap, weeks and plots take the first
   * @param weeks whether to back-test by week too, which fits each model once more
   * @param out folder of our predictions and plots
   */
  record Plan(
      Splits splits,
      List<String> tasks,
      Path baselines,
      List<String> models,
      List<String> against,
      List<Long> seeds,
      boolean weeks,
      Path out) {}

  /**
   * One line of a task's table.
   *
   * @param seconds of one seed
   * @param measures means over the seeds
   * @param bySeed each seed's, absent where there is one
   * @param differences from each baseline, empty for a baseline
   * @param coverage of intervals by group of customers, means over the seeds
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Row(
      String model,
      boolean ours,
      @Nullable Double seconds,
      Measures measures,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Measures> bySeed,
      List<Difference> differences,
      List<Coverage> coverage) {}

  /**
   * One task's table.
   *
   * @param plots files, relative to the folder of the results
   * @param weeks null unless they were asked for and the history is long enough
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      String task,
      String cut,
      double horizonDays,
      List<Long> seeds,
      List<Row> rows,
      List<String> plots,
      @Nullable Weeks weeks) {}

  private final Plan plan;
  private final Pace pace;

  Evaluation(Plan plan, Pace pace) {
    this.plan = plan;
    this.pace = pace;
  }

  List<Result> run() throws IOException {
    var results = new ArrayList<Result>();
    for (String name : plan.tasks()) results.add(run(plan.splits().task(name)));
    return results;
  }

  private Result run(Splits.Task task) throws IOException {
    var truth = Truth.read(task.truth());
    var stages = Stages.at(task.events(), cut(task), task.horizonDays());
    var rivals = rivals(task.name());
    var rows = new ArrayList<Row>();
    var ours = new ArrayList<Rival>();
    for (String model : plan.models()) {
      rows.add(ours(task, model, truth, rivals, stages));
      ours.add(new Rival(model, NumberTable.read(file(task, model, plan.seeds().getFirst()))));
    }
    for (var rival : rivals) rows.add(theirs(rival, truth, stages));
    ours.addAll(drawn(rivals, rows));
    var plots = new Plots(plan.out(), task.name(), truth);
    var weeks = weeks(task);
    var files = plots.draw(ours);
    weeks.ifPresent(w -> plots.write("weeks", w.chart(task.name())));
    return new Result(
        task.name(), task.cut(), task.horizonDays(), plan.seeds(), rows, files, weeks.orElse(null));
  }

  private static Row theirs(Rival rival, Truth truth, Map<String, String> stages) {
    return new Row(
        rival.name(),
        false,
        null,
        Measures.of(truth, rival.predictions()),
        List.of(),
        List.of(),
        Coverage.of(truth, rival.predictions(), stages));
  }

  private Row ours(
      Splits.Task task, String model, Truth truth, List<Rival> rivals, Map<String, String> stages)
      throws IOException {
    var summaries = new ArrayList<Forecasting.Summary>();
    for (long seed : plan.seeds()) summaries.add(forecast(task, model, seed));
    var name = summaries.getFirst().model();
    var given =
        plan.seeds().stream().map(seed -> NumberTable.read(file(task, model, seed))).toList();
    var each = given.stream().map(one -> Measures.of(truth, one)).toList();
    return new Row(
        model.equals(name) ? model : model + " (" + name + ")",
        true,
        summaries.stream().mapToDouble(Forecasting.Summary::seconds).average().orElseThrow(),
        RecordMeans.of(each),
        each.size() > 1 ? each : List.of(),
        Differences.of(
            truth, given, rivals.stream().filter(this::isAsked).toList(), plan.seeds().getFirst()),
        coverage(given.stream().map(one -> Coverage.of(truth, one, stages)).toList()));
  }

  private Forecasting.Summary forecast(Splits.Task task, String model, long seed)
      throws IOException {
    Files.createDirectories(plan.out().resolve(task.name()));
    var out = file(task, model, seed);
    var summary =
        Forecasting.run(
            new Forecasting.Task(
                task.events(), out, cut(task), task.horizonDays(), model, seed, CURRENCY));
    pace.done(task.name() + " " + model + (plan.seeds().size() > 1 ? " seed " + seed : ""));
    return summary;
  }

  /** Every seed has the same groups: deciles are as large, stages are of the history. */
  private static List<Coverage> coverage(List<List<Coverage>> each) {
    return IntStream.range(0, each.getFirst().size())
        .mapToObj(i -> RecordMeans.of(each.stream().map(one -> one.get(i)).toList()))
        .toList();
  }

  private Optional<Weeks> weeks(Splits.Task task) {
    return plan.weeks()
        ? Weeks.of(task, cut(task), plan.models(), plan.seeds().getFirst(), CURRENCY)
        : Optional.empty();
  }

  /** The first seed's file has the model's plain name. */
  private Path file(Splits.Task task, String model, long seed) {
    String ending = seed == plan.seeds().getFirst() ? ".csv" : "-seed-" + seed + ".csv";
    return plan.out().resolve(task.name()).resolve(model + ending);
  }

  private static Instant cut(Splits.Task task) {
    try {
      return TimeText.parse(task.cut());
    } catch (DateTimeException e) {
      throw new BadInput("task " + task.name() + " has the cut '" + task.cut() + "', no date", e);
    }
  }

  private boolean isAsked(Rival rival) {
    return plan.against().isEmpty() || plan.against().contains(rival.name());
  }

  /** The two baselines of the lowest log-loss: more lines than that are no picture. */
  private static List<Rival> drawn(List<Rival> rivals, List<Row> rows) {
    return rows.stream()
        .filter(row -> !row.ours() && row.measures().purchase() != null)
        .sorted(Comparator.comparingDouble(Evaluation::logLoss))
        .limit(DRAWN)
        .flatMap(row -> rivals.stream().filter(rival -> rival.name().equals(row.model())))
        .toList();
  }

  private static double logLoss(Row row) {
    var purchase = row.measures().purchase();
    return purchase == null ? Double.NaN : purchase.logLoss();
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
