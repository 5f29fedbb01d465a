// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import dev.worth.learning.table.Search.Finalist;
import dev.worth.learning.table.TableResult.Explained;
import dev.worth.learning.table.TableResult.Importance;
import dev.worth.learning.table.TableResult.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * From a labelled table and one without labels to calibrated answers for the second and an honest
 * report. Everything is chosen by cross-validation inside the labelled table. Same tables and seed:
 * same answers.
 */
public final class TableJob {
  private static final int EXPLAINED_FOR_IMPORTANCE = 60;
  private static final int FEWEST_ROWS = 40;
  private static final int FEWEST_OF_A_CLASS = 10;

  /**
   * What is asked.
   *
   * @param aside columns that are no features, such as the id
   * @param boosted how many settings of boosted trees to try
   * @param trees at most in a boosted model; forests have a fifth of that
   * @param seeds how many models of each chosen setting share the answer
   * @param explain whether every answer is explained
   * @param progress is told of every model fitted
   */
  public record Task(
      Table train,
      Table test,
      String label,
      Set<String> aside,
      int boosted,
      int trees,
      int seeds,
      long seed,
      boolean explain,
      LongConsumer progress) {
    /** Enough for any table: boosting stops by itself. */
    public static final int ENOUGH_TREES = 1500;

    /** The same, watched by somebody. */
    public Task progress(LongConsumer watcher) {
      return new Task(train, test, label, aside, boosted, trees, seeds, seed, explain, watcher);
    }
  }

  private final Task task;
  private final Outcome outcome;
  private final Schema schema;
  private final Set<String> ofTheGroup;
  private final Frame train;
  private final Search.Plan plan;

  private TableJob(Task task) {
    this.task = task;
    outcome = Outcome.of(task.label(), task.train().column(task.label()));
    check();
    var aside = new java.util.TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    aside.addAll(task.aside());
    aside.add(task.label());
    schema = new Schema(task.train(), task.test(), aside);
    var time = schema.times(task.train());
    var all = schema.frame(task.train());
    ofTheGroup = schema.ofTheGroup(all, task.train());
    train = all.without(ofTheGroup);
    if (train.fields().isEmpty())
      throw new IllegalArgumentException("no column tells more than when a row was");
    plan =
        new Search.Plan(
            train,
            outcome.y(),
            outcome.loss(),
            time.orElse(null),
            Candidates.of(
                outcome.loss(), outcome.rows(), task.boosted(), task.trees(), task.seed()),
            false,
            task.seed(),
            task.progress());
  }

  /** About how many models are fitted, for showing progress. */
  public static long fits(int boosted, int seeds) {
    return Search.fits(boosted) + 7L * seeds;
  }

  /**
   * @throws IllegalArgumentException if the tables cannot be used, with the remedy
   * @throws IllegalStateException if the native library of the trees is missing, with the remedy
   */
  public static TableResult run(Task task) {
    return new TableJob(task).result();
  }

  private void check() {
    int rows = outcome.rows();
    if (rows < FEWEST_ROWS)
      throw new IllegalArgumentException(
          "%d rows with a label: %d are needed".formatted(rows, FEWEST_ROWS));
    if (!outcome.isBinary()) return;
    long positive = Math.round(Arrays.stream(outcome.y()).sum());
    if (Math.min(positive, rows - positive) < FEWEST_OF_A_CLASS)
      throw new IllegalArgumentException(
          "label '%s' is '%s' in %d of %d rows: %d of each class are needed"
              .formatted(task.label(), outcome.positive(), positive, rows, FEWEST_OF_A_CLASS));
  }

  private TableResult result() {
    var search = Search.withOrWithoutProducts(plan);
    var finalists = search.finalists();
    var judged = Judged.of(search.plan(), search.folds(), finalists);
    var model =
        TableModel.fit(
            search.plan(), finalists, judged.blend(), judged.calibration(), task.seeds());
    var test = schema.frame(task.test()).without(ofTheGroup);
    return new TableResult(
        outcome.rows(),
        outcome.positive(),
        Arrays.stream(outcome.y()).average().orElse(0),
        protocol(search.folds().size()),
        schema.columns(),
        lines(finalists, judged),
        importance(model),
        judged.how(),
        model.answers(test),
        task.explain() ? explained(model, test) : List.of());
  }

  private String protocol(int folds) {
    return schema
        .clock()
        .map(
            clock ->
                folds
                    + " blocks in time by "
                    + clock
                    + ", each judged by what was learnt before it: the rows to predict come later"
                    + (ofTheGroup.isEmpty()
                        ? ""
                        : "; not used, as they only tell a few groups apart: " + ofTheGroup))
        .orElse(folds + " stratified folds, each judged by what was learnt from the others");
  }

  private List<Line> lines(List<Finalist> finalists, Judged judged) {
    double[] y = judged.y();
    double mean = Arrays.stream(y).average().orElse(0);
    double[] constant = new double[y.length];
    Arrays.fill(constant, mean);
    var lines = new ArrayList<Line>();
    lines.add(
        new Line(
            outcome.isBinary() ? "majority class, base rate" : "mean",
            0,
            Figures.of(outcome, y, constant)));
    for (int k = 0; k < finalists.size(); k++)
      lines.add(
          new Line(
              finalists.get(k).learner().name(),
              judged.blend().weights()[k],
              Figures.of(outcome, y, judged.answers(judged.raw()[k]))));
    lines.add(new Line("ensemble", 1, Figures.of(outcome, y, judged.answers(judged.whole()))));
    return lines;
  }

  /** Mean sizes of the parts of some rows' answers. */
  private List<Importance> importance(TableModel model) {
    var random = new Random(task.seed());
    int[] rows = random.ints(EXPLAINED_FOR_IMPORTANCE, 0, train.rows()).toArray();
    double[][] parts =
        Arrays.stream(rows)
            .parallel()
            .mapToObj(i -> model.parts(train, i))
            .toArray(double[][]::new);
    var columns = model.columns();
    double[] sizes = new double[columns.size()];
    for (double[] row : parts) for (int j = 0; j < sizes.length; j++) sizes[j] += Math.abs(row[j]);
    double all = Math.max(1e-300, Arrays.stream(sizes).sum());
    ToDoubleFunction<Importance> share = Importance::share;
    return IntStream.range(0, sizes.length)
        .mapToObj(j -> new Importance(columns.get(j), sizes[j] / all))
        .sorted(Comparator.comparingDouble(share).reversed())
        .toList();
  }

  private static List<Explained> explained(TableModel model, Frame frame) {
    var columns = model.columns();
    return IntStream.range(0, frame.rows())
        .parallel()
        .mapToObj(i -> explained(columns, model.parts(frame, i)))
        .toList();
  }

  private static Explained explained(List<String> columns, double[] parts) {
    var named = new LinkedHashMap<String, Double>();
    for (int j = 0; j < columns.size(); j++) named.put(columns.get(j), parts[j]);
    return new Explained(Arrays.stream(parts).sum(), parts[columns.size()], named);
  }
}
