// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import dev.worth.learning.table.Trial.Matrices;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Successive halving (Jamieson and Talwalkar, AISTATS 2016): all learners are tried on one fold,
 * the better ones of each kind on more, and the last few on all.
 */
final class Search {
  /** How many of each kind are tried on how many folds. */
  private record Round(int folds, Map<Learner.Kind, Integer> keep) {}

  /**
   * What is searched over.
   *
   * @param time of each row, if the rows to predict come later
   * @param candidates to choose from
   * @param products whether products of numbers are columns of their own
   * @param progress is told of every fit
   */
  record Plan(
      Frame frame,
      double[] y,
      Loss loss,
      double @Nullable [] time,
      List<Learner> candidates,
      boolean products,
      long seed,
      LongConsumer progress) {
    Plan products(boolean wanted) {
      return new Plan(frame, y, loss, time, candidates, wanted, seed, progress);
    }

    Encoding encoding(int[] rows, long encodingSeed) {
      var basis = new Encoding.Basis(frame, rows, y, time);
      return products
          ? Encoding.withProducts(basis, loss, encodingSeed)
          : Encoding.fit(basis, encodingSeed);
    }
  }

  /**
   * @param learner for all rows
   * @param loss mean over the folds
   * @param raw {@code [rows]} answers of models that did not see the row; NaN where there is none
   */
  record Finalist(Learner learner, double loss, double[] raw) {}

  private static final int LARGE = 20_000;
  private static final int FOLDS = 5;

  private final Plan plan;
  private final List<Fold> folds;
  private final List<Matrices> matrices;

  Search(Plan plan) {
    this.plan = plan;
    folds = folds(plan);
    matrices =
        IntStream.range(0, folds.size())
            .parallel()
            .mapToObj(f -> matrices(folds.get(f), plan.seed() + f))
            .toList();
  }

  /**
   * With products of numbers where what they add was found on other folds: a boosted and an extra
   * forest together are better for them in all folds but one, and on average by more than two
   * standard errors.
   */
  static Search withOrWithoutProducts(Plan plan) {
    var without = new Search(plan);
    if (!Products.possible(plan.frame())) return without;
    var with = new Search(plan.products(true));
    double[] before = without.duel();
    double[] after = with.duel();
    double[] gain = new double[before.length];
    Arrays.setAll(gain, f -> before[f] - after[f]);
    long better = Arrays.stream(gain).filter(g -> g > 0).count();
    double mean = Arrays.stream(gain).average().orElse(0);
    double square = Arrays.stream(gain).map(g -> (g - mean) * (g - mean)).sum();
    double error = Math.sqrt(square / Math.max(1, gain.length * (gain.length - 1)));
    return better >= gain.length - 1 && mean > 2 * error ? with : without;
  }

  /** {@code [folds]}: the loss of a boosted and an extra forest together. */
  private double[] duel() {
    var two = Candidates.pair(plan.loss(), plan.y().length);
    return IntStream.range(0, folds.size())
        .parallel()
        .mapToDouble(f -> together(two, matrices.get(f)))
        .toArray();
  }

  private double together(List<Learner> learners, Matrices m) {
    double[] mean = new double[m.judgeY().length];
    for (Learner learner : learners) {
      double[] raw = learner.fit(m.learn(), m.learnY(), plan.loss(), plan.seed()).raw(m.judge());
      for (int i = 0; i < raw.length; i++) mean[i] += raw[i] / learners.size();
    }
    plan.progress().accept(learners.size());
    return plan.loss().mean(m.judgeY(), mean);
  }

  Plan plan() {
    return plan;
  }

  /** Several fits for the best guess at how much there is to do. */
  static long fits(int boosted) {
    return boosted + 13L + 2 * 10 + 2 * 7 + 2L * 2 * FOLDS;
  }

  private static List<Fold> folds(Plan plan) {
    double[] time = plan.time();
    if (time != null) {
      var blocks = Fold.inTime(time, FOLDS - 1);
      if (blocks.size() >= 2) return blocks.reversed();
    }
    return Fold.stratified(plan.y(), plan.y().length > 3 * LARGE ? 3 : FOLDS, plan.seed());
  }

  List<Fold> folds() {
    return folds;
  }

  private Matrices matrices(Fold fold, long seed) {
    var encoding = plan.encoding(fold.learn(), seed);
    return new Matrices(
        encoding.own(),
        pick(plan.y(), fold.learn()),
        encoding.apply(plan.frame(), fold.judge()),
        pick(plan.y(), fold.judge()));
  }

  static double[] pick(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
  }

  /** The best learners of each kind, best first within a kind. */
  List<Finalist> finalists() {
    var trials =
        plan.candidates().stream().map(learner -> new Trial(learner, plan.loss())).toList();
    int all = folds.size();
    for (var round :
        List.of(
            new Round(1, keep(Math.max(3, plan.candidates().size() / 4), 2, 3)),
            new Round(Math.min(3, all), keep(3, 1, 2)),
            new Round(all, keep(3, 1, 2)))) {
      run(trials, round.folds());
      trials = kept(trials, round.keep());
    }
    return trials.stream().map(this::finalist).toList();
  }

  private static Map<Learner.Kind, Integer> keep(int boosted, int forests, int linear) {
    return Map.of(
        Learner.Kind.BOOSTED,
        boosted,
        Learner.Kind.FOREST,
        forests,
        Learner.Kind.EXTRA_FOREST,
        forests,
        Learner.Kind.LINEAR,
        linear);
  }

  /** Learners run beside one another, the folds of one after one another. */
  private void run(List<Trial> trials, int upTo) {
    trials.parallelStream()
        .forEach(
            trial ->
                IntStream.range(0, upTo)
                    .filter(fold -> !trial.knows(fold))
                    .forEach(
                        fold -> {
                          trial.run(fold, matrices.get(fold), plan.seed());
                          plan.progress().accept(1);
                        }));
  }

  private static List<Trial> kept(List<Trial> trials, Map<Learner.Kind, Integer> keep) {
    var losses = new HashMap<Trial, Double>();
    for (Trial trial : trials) losses.put(trial, trial.loss());
    return Arrays.stream(Learner.Kind.values())
        .flatMap(kind -> best(trials, kind, losses).limit(keep.getOrDefault(kind, 0)))
        .toList();
  }

  private static Stream<Trial> best(
      List<Trial> trials, Learner.Kind kind, Map<Trial, Double> losses) {
    return trials.stream()
        .filter(trial -> trial.kind() == kind)
        .sorted(Comparator.comparingDouble(trial -> losses.getOrDefault(trial, 0.0)));
  }

  private Finalist finalist(Trial trial) {
    double[] raw = new double[plan.y().length];
    Arrays.fill(raw, Double.NaN);
    for (int f = 0; f < folds.size(); f++) {
      double[] answers = trial.raw(f, matrices.get(f).judge());
      int[] judge = folds.get(f).judge();
      for (int i = 0; i < judge.length; i++) raw[judge[i]] = answers[i];
    }
    return new Finalist(trial.settled(folds, plan.y().length), trial.loss(), raw);
  }
}
