// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.worth.learning.table.History;
import dev.worth.learning.table.Table;
import dev.worth.learning.table.TableJob;
import dev.worth.learning.table.TableResult;
import dev.worth.learning.table.Through;
import dev.worth.learning.table.UpliftJob;
import dev.worth.ops.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From a labelled file and one without labels to a file of answers and a report. */
final class TableForecast {
  private static final String CUSTOMER = "customer_id";

  /**
   * What was done.
   *
   * @param result without the single answers
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(
      String table,
      String label,
      String apply,
      int predicted,
      long seed,
      double seconds,
      String out,
      Found result) {}

  /** What of {@link TableResult} concerns the whole table. */
  record Found(
      int rows,
      String positive,
      double mean,
      String protocol,
      String calibration,
      List<TableResult.Line> models,
      List<TableResult.Importance> importance,
      List<dev.worth.learning.table.Column> columns) {
    static Found of(TableResult r) {
      return new Found(
          r.rows(),
          r.positive(),
          r.mean(),
          r.protocol(),
          r.calibration(),
          r.models(),
          r.importance(),
          r.columns());
    }
  }

  private final TableOptions options;
  private final Path out;
  private final long seed;
  private final Path trainFile;
  private final Path testFile;
  private final String label;

  TableForecast(TableOptions options, Path out, long seed) {
    this.options = options;
    this.out = out;
    this.seed = seed;
    trainFile = need(options.train, "--table");
    testFile = need(options.test, "--apply");
    label = need(options.label, "--label");
    if (options.tries < 1 || options.members < 1)
      throw new BadInput("--tries and --members must be at least 1");
    if (options.treatment != null && options.explain != null)
      throw new BadInput(
          "--explain tells what each column adds to a prediction, --treatment predicts what a"
              + " treatment changes, which has no such parts: leave out one of them");
  }

  private static <T> T need(@Nullable T value, String option) {
    if (value == null)
      throw new BadInput("a table needs --table, --label and --apply: " + option + " is missing");
    return value;
  }

  /**
   * @throws BadInput if the input cannot be used
   */
  Object run() throws IOException {
    long start = System.nanoTime();
    PredictionsFile.check(out);
    if (options.explain != null) PredictionsFile.check(options.explain);
    var labelled = TableFile.read(trainFile);
    var unlabelled = TableFile.read(testFile);
    checkColumns(labelled, unlabelled);
    var known = histories();
    var train = joined(trainFile, labelled, known);
    var test = joined(testFile, unlabelled, known);
    var id = id(test);
    String[] ids = id.map(test::column).orElseGet(() -> numbers(test.rows()));
    if (options.treatment != null) return uplift(train, test, id, ids, options.treatment, start);
    var result = learn(task(train, test, id));
    new TableAnswers(id.orElse("row"), ids, result).write(out);
    if (options.explain != null)
      new TableAnswers(id.orElse("row"), ids, result).explain(options.explain);
    var summary =
        new Summary(
            trainFile.toString(),
            label,
            testFile.toString(),
            test.rows(),
            seed,
            (System.nanoTime() - start) / 1e9,
            out.toString(),
            Found.of(result));
    if (options.report != null) report(options.report, TableReport.markdown(summary), summary);
    return summary;
  }

  private List<History> histories() {
    return options.histories.stream()
        .map(file -> new History(plain(file), TableFile.read(file)))
        .toList();
  }

  /** The file's name without its endings. */
  private static String plain(Path file) {
    return file.getFileName().toString().replaceAll("\\..*", "");
  }

  private Table joined(Path file, Table table, List<History> histories) {
    if (options.asOf != null && table.find(options.asOf).isEmpty())
      throw new BadInput(missing(file, table, options.asOf));
    var asOf = Optional.ofNullable(options.asOf);
    var joined = table;
    try {
      for (History history : histories) joined = history.join(joined, asOf);
      for (History happened : histories)
        for (History belongs : histories)
          joined = new Through(happened, belongs).join(joined, asOf);
    } catch (IllegalArgumentException e) {
      throw new BadInput(file + ": " + e.getMessage(), e);
    }
    return joined;
  }

  private interface Learning<T> {
    T from(TableJob.Task task);
  }

  private TableJob.Task task(Table train, Table test, Optional<String> id) {
    Set<String> aside = new HashSet<>(options.ignored);
    id.ifPresent(aside::add);
    return new TableJob.Task(
        train,
        test,
        label,
        aside,
        options.tries,
        TableJob.Task.ENOUGH_TREES,
        options.members,
        seed,
        options.explain != null,
        fits -> {});
  }

  private TableResult learn(TableJob.Task task) {
    return watched(task, TableJob.fits(options.tries, options.members), TableJob::run);
  }

  private <T> T watched(TableJob.Task task, long fits, Learning<T> learning) {
    try (var progress = Progress.of("learning", fits)) {
      return learning.from(task.progress(progress::step));
    } catch (IllegalArgumentException e) {
      throw new BadInput(trainFile + ": " + e.getMessage(), e);
    }
  }

  private UpliftReport uplift(
      Table train, Table test, Optional<String> id, String[] ids, String treatment, long start)
      throws IOException {
    if (train.find(treatment).isEmpty()) throw new BadInput(missing(trainFile, train, treatment));
    var control = Optional.ofNullable(options.control);
    var result =
        watched(task(train, test, id), -1, task -> UpliftJob.run(task, treatment, control));
    UpliftReport.write(out, id.orElse("row"), ids, result);
    double seconds = (System.nanoTime() - start) / 1e9;
    var report = UpliftReport.of(label, treatment, out.toString(), seconds, result);
    if (options.report != null) report(options.report, report.markdown(), report);
    return report;
  }

  private void checkColumns(Table train, Table test) {
    for (String name : options.ignored)
      if (train.find(name).isEmpty()) throw new BadInput(missing(trainFile, train, name));
    if (train.find(label).isEmpty()) throw new BadInput(missing(trainFile, train, label));
    var common = new ArrayList<>(train.names());
    common.removeIf(name -> name.equalsIgnoreCase(label) || test.find(name).isEmpty());
    if (common.isEmpty())
      throw new BadInput(
          "%s and %s have no column in common: one says %s, the other %s"
              .formatted(trainFile, testFile, train.names(), test.names()));
  }

  private static String missing(Path file, Table table, String name) {
    return "%s has no column '%s': it has %s"
        .formatted(file, Bad.shown(name), Bad.shown(String.join(", ", table.names()), 400));
  }

  /** The column whose values name the answers: the one asked for, customer_id, or none. */
  private Optional<String> id(Table test) {
    if (options.id != null && test.find(options.id).isEmpty())
      throw new BadInput(missing(testFile, test, options.id));
    return Optional.ofNullable(options.id)
        .or(() -> Optional.of(CUSTOMER))
        .filter(name -> test.find(name).isPresent())
        .filter(name -> options.id != null || isUnique(test.column(name)));
  }

  private static boolean isUnique(String[] cells) {
    return new HashSet<>(Arrays.asList(cells)).size() == cells.length;
  }

  private static String[] numbers(int rows) {
    String[] numbers = new String[rows];
    Arrays.setAll(numbers, i -> Integer.toString(i + 1));
    return numbers;
  }

  private static void report(Path folder, String markdown, Object json) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.md"), markdown);
    Files.writeString(folder.resolve("report.json"), FigureJson.text(json) + "\n");
  }
}
