// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import dev.worth.learning.table.Learner.Trees;
import dev.worth.learning.trees.Boosting;
import dev.worth.learning.trees.Boosting.Goal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a treatment changes, for each row: the doubly robust learner of Kennedy, "Towards optimal
 * doubly robust estimation of heterogeneous causal effects", arXiv 2004.14497.
 *
 * <p>The outcome with and without treatment is learnt on other folds; the pseudo-outcome {@code m1
 * - m0 + t (y - m1) / e - (1 - t) (y - m0) / (1 - e)}, whose mean given the columns is the effect,
 * is then learnt like any number, by careful candidates. The share e of the treated is taken as the
 * chance of treatment: treatment has to be drawn at random.
 */
public final class UpliftJob {
  private static final Pattern UNTREATED =
      Pattern.compile("(0|no|none|false|control|placebo|hold-?out)\\b.*", Pattern.CASE_INSENSITIVE);
  private static final int FEWEST = 100;
  private static final int FOLDS = 3;
  private static final int NUISANCE_TREES = 100;

  /**
   * One arm against the control.
   *
   * @param rows treated
   * @param controls untreated
   * @param effect mean effect
   * @param error standard error of that
   * @param models of the effect, judged on pseudo-outcomes they did not see
   * @param answers {@code [rows to predict]} predicted effects
   */
  public record Arm(
      String name,
      int rows,
      int controls,
      double effect,
      double error,
      Qini qini,
      List<TableResult.Line> models,
      double[] answers) {}

  /**
   * @param control the text of the untreated
   * @param columns how each column was used
   */
  public record Result(String control, String positive, List<Arm> arms, List<Column> columns) {}

  private final TableJob.Task task;
  private final Outcome outcome;
  private final String[] cells;
  private final String control;
  private final Schema schema;
  private final Frame train;
  private final Frame test;

  private UpliftJob(TableJob.Task task, String treatment, Optional<String> control) {
    this.task = task;
    outcome = Outcome.of(task.label(), task.train().column(task.label()));
    cells = task.train().column(treatment);
    this.control = control(treatment, control);
    var aside = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    aside.addAll(task.aside());
    aside.addAll(List.of(task.label(), treatment));
    schema = new Schema(task.train(), task.test(), aside);
    train = schema.frame(task.train());
    test = schema.frame(task.test());
  }

  /**
   * @param treatment column of the training table
   * @param control its text for the untreated; found by itself if it is 0, no, none, control ...
   * @throws IllegalArgumentException if that cannot be learnt from, with the remedy
   */
  public static Result run(TableJob.Task task, String treatment, Optional<String> control) {
    return new UpliftJob(task, treatment, control).result();
  }

  private Result result() {
    var arms = new TreeSet<>(Arrays.asList(cells));
    arms.remove(control);
    return new Result(
        control, outcome.positive(), arms.stream().map(this::arm).toList(), schema.columns());
  }

  private String control(String treatment, Optional<String> asked) {
    var counts = new TreeMap<String, Integer>();
    for (String cell : cells) counts.merge(cell, 1, Integer::sum);
    var found =
        asked.isPresent()
            ? counts.keySet().stream().filter(asked.get()::equals).toList()
            : counts.keySet().stream().filter(c -> UNTREATED.matcher(c).matches()).toList();
    if (found.size() != 1)
      throw new IllegalArgumentException(
          "treatment '%s' says %s: name the text of the untreated with --control"
              .formatted(
                  treatment, String.join(", ", counts.keySet().stream().limit(10).toList())));
    if (counts.size() < 2)
      throw new IllegalArgumentException("everybody is untreated in '" + treatment + "'");
    counts.forEach((arm, rows) -> check(treatment, arm, rows));
    return found.getFirst();
  }

  private static void check(String treatment, String arm, int rows) {
    if (arm.isEmpty() || rows < FEWEST)
      throw new IllegalArgumentException(
          "treatment '%s' is '%s' in %d rows: every arm needs a name and %d rows"
              .formatted(treatment, arm, rows, FEWEST));
  }

  private Arm arm(String name) {
    int[] rows =
        IntStream.range(0, cells.length)
            .filter(i -> cells[i].equals(name) || cells[i].equals(control))
            .toArray();
    double[] y = Search.pick(outcome.y(), rows);
    double[] treated =
        Arrays.stream(rows).mapToDouble(i -> cells[i].equals(name) ? 1 : 0).toArray();
    var frame = train.pick(rows);
    double[] pseudo = pseudo(frame, y, treated);
    var plan =
        new Search.Plan(
            frame,
            pseudo,
            Loss.SQUARED,
            null,
            Candidates.careful(rows.length),
            false,
            task.seed(),
            task.progress());
    var search = new Search(plan);
    var finalists = search.finalists();
    var judged = Judged.of(plan, search.folds(), finalists);
    var model = TableModel.fit(plan, finalists, judged.blend(), Calibration.NONE, task.seeds());
    double mean = Arrays.stream(pseudo).average().orElse(0);
    double square = Arrays.stream(pseudo).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    int count = (int) Math.round(Arrays.stream(treated).sum());
    return new Arm(
        name,
        count,
        rows.length - count,
        mean,
        Math.sqrt(square / rows.length),
        Qini.of(judged.whole(), treated, y, task.seed()),
        lines(finalists, judged),
        model.answers(test));
  }

  private static List<TableResult.Line> lines(List<Search.Finalist> finalists, Judged judged) {
    var numbers = new Outcome(judged.y(), false, "");
    var lines = new ArrayList<TableResult.Line>();
    for (int k = 0; k < finalists.size(); k++)
      lines.add(
          new TableResult.Line(
              finalists.get(k).learner().name(),
              judged.blend().weights()[k],
              Figures.of(numbers, judged.y(), judged.raw()[k])));
    lines.add(new TableResult.Line("ensemble", 1, Figures.of(numbers, judged.y(), judged.whole())));
    return lines;
  }

  private double[] pseudo(Frame frame, double[] y, double[] treated) {
    double share = Arrays.stream(treated).average().orElseThrow();
    double[] pseudo = new double[y.length];
    for (Fold fold : Fold.stratified(treated, FOLDS, task.seed() + 1)) {
      double[][] means = {
        means(frame, y, side(fold, treated, 0), fold.judge()),
        means(frame, y, side(fold, treated, 1), fold.judge())
      };
      for (int k = 0; k < fold.judge().length; k++) {
        int i = fold.judge()[k];
        double with = treated[i] * (y[i] - means[1][k]) / share;
        double without = (1 - treated[i]) * (y[i] - means[0][k]) / (1 - share);
        pseudo[i] = means[1][k] - means[0][k] + with - without;
      }
    }
    return pseudo;
  }

  private static int[] side(Fold fold, double[] treated, double side) {
    return Arrays.stream(fold.learn()).filter(i -> treated[i] == side).toArray();
  }

  /** Expected outcomes of the rows to judge, from some rows to learn from. */
  private double[] means(Frame frame, double[] y, int[] learn, int[] judge) {
    var encoding = Encoding.fit(new Encoding.Basis(frame, learn, y, null), task.seed());
    Goal goal = outcome.isBinary() ? Goal.LOG_ODDS : Goal.MEAN;
    var settings = Boosting.usual(goal).leastRows(Math.max(20, learn.length / 200));
    double[] raw =
        new Trees(settings, NUISANCE_TREES)
            .fit(encoding.own(), Search.pick(y, learn), outcome.loss(), task.seed())
            .raw(encoding.apply(frame, judge));
    task.progress().accept(1);
    return Arrays.stream(raw).map(outcome.loss()::answer).toArray();
  }

  /** A name as part of a column's name. */
  public static String plain(String arm) {
    return arm.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }
}
