// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.learning.Cutoff;
import dev.worth.learning.Backtest.Then;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;

/**
 * Chooses among families by back-tests inside the history, within a budget of fits. The first
 * candidate is what is in use: it stays unless another is clearly better for the same customers.
 *
 * <p>All are tried at the newest time whose outcomes are known. The best is held against the first
 * once more, at a time whose outcomes were known before that one began: customers of one time share
 * its season, so no number of them tells whether a gain outlasts it. Where the history or the
 * budget is too short for that, the gain must be the clearer.
 */
final class Tuning {
  /** A second look takes the first candidate and the best of the others. */
  private static final int SECOND_LOOK = 2;

  /** Gains over both times must be so many standard errors, those of one time alone so many. */
  private static final double CLEAR = 2;

  private static final double CLEAR_AT_ONCE = 3;

  /** Less than this at the newest time is not worth the second look. */
  private static final double PROMISING = 1;

  /** Less of the loss than this share is not worth a change, however certain. */
  private static final double LEAST_SHARE = 0.001;

  /** What may be trained. */
  record Candidate(String name, Family family) {}

  /**
   * What is to be trained.
   *
   * @param backtest of it at the newest time, empty where nothing can be held back
   * @param fits that were spent
   * @param settings what was tried and why this was chosen, in words
   * @param metrics log-loss of each that was tried
   */
  record Tuned(
      Candidate chosen,
      Optional<Backtest> backtest,
      int fits,
      Map<String, String> settings,
      Map<String, Double> metrics) {}

  private record Tried(Candidate candidate, Backtest backtest) {
    double loss() {
      return PairedGain.mean(backtest.losses());
    }
  }

  private final Task task;
  private final int tries;
  private final DoubleConsumer progress;
  private int fits;

  private Tuning(Task task, int tries) {
    this.task = task;
    this.tries = tries;
    this.progress = task.progress();
  }

  /**
   * @param candidates the first is the one to beat
   * @param tries fits at most, 1 or more: with 1 the first is measured and stays
   */
  static Tuned of(List<Candidate> candidates, int tries, Task task) {
    return new Tuning(task, tries).tuned(candidates);
  }

  private Tuned tuned(List<Candidate> candidates) {
    var landmarks = task.landmarks();
    var first = candidates.getFirst();
    if (landmarks.isEmpty()) return untried(first);
    var newest = Then.of(task, landmarks.getFirst());
    var earlier = earlier(landmarks);
    int others = tries - 1 - earlier.map(at -> SECOND_LOOK).orElse(0);
    var tried = new ArrayList<Tried>();
    for (var candidate : candidates.subList(0, Math.min(candidates.size(), 1 + others)))
      tried(candidate, newest).ifPresent(tried::add);
    if (tried.isEmpty() || !tried.getFirst().candidate().equals(first)) return untried(first);
    return tried.size() == 1 ? measured(tried.getFirst()) : judged(tried, earlier);
  }

  /** Where a second look can be had, and is worth a budget that leaves room for it. */
  private Optional<Cutoff> earlier(List<Cutoff> landmarks) {
    if (tries < 1 + 1 + SECOND_LOOK) return Optional.empty();
    return Landmarks.before(landmarks, landmarks.getFirst()).stream()
        .findFirst()
        .map(landmarks::get);
  }

  private Optional<Tried> tried(Candidate candidate, Then then) {
    var part = Task.part(progress, (double) fits / tries, (double) (fits + 1) / tries);
    fits++;
    var backtest = Backtest.of(candidate.family(), then, part);
    part.accept(1);
    return backtest.filter(b -> !b.outcomes().isEmpty()).map(b -> new Tried(candidate, b));
  }

  private Tuned untried(Candidate first) {
    return new Tuned(first, Optional.empty(), fits, Map.of(), Map.of());
  }

  private Tuned measured(Tried only) {
    return new Tuned(only.candidate(), Optional.of(only.backtest()), fits, Map.of(), Map.of());
  }

  private Tuned judged(List<Tried> tried, Optional<Cutoff> earlier) {
    var first = tried.getFirst();
    var best = tried.stream().skip(1).min(Comparator.comparingDouble(Tried::loss)).orElseThrow();
    double[] gain = gain(first.backtest(), best.backtest());
    var before =
        isClear(gain, PROMISING)
            ? earlier.flatMap(at -> gain(first.candidate(), best.candidate(), at))
            : Optional.<double[]>empty();
    boolean clear = PairedGain.mean(gain) > LEAST_SHARE * first.loss() && isClear(gain, before);
    var chosen = clear ? best : first;
    double[] all = before.map(b -> joined(gain, b)).orElse(gain);
    return new Tuned(
        chosen.candidate(),
        Optional.of(chosen.backtest()),
        fits,
        Map.of("tuning", words(first, best, clear, all, before.isPresent() ? 2 : 1)),
        metrics(tried));
  }

  private Optional<double[]> gain(Candidate first, Candidate best, Cutoff at) {
    var then = Then.of(task, at);
    var one = tried(first, then);
    var other = tried(best, then);
    return one.flatMap(o -> other.map(b -> gain(o.backtest(), b.backtest())));
  }

  private static double[] gain(Backtest first, Backtest other) {
    return PairedGain.difference(first.losses(), other.losses());
  }

  private static boolean isClear(double[] newest, Optional<double[]> before) {
    if (before.isEmpty()) return isClear(newest, CLEAR_AT_ONCE);
    return PairedGain.mean(newest) > 0
        && PairedGain.mean(before.get()) > 0
        && isClear(joined(newest, before.get()), CLEAR);
  }

  private static boolean isClear(double[] gain, double errors) {
    return PairedGain.mean(gain) > errors * PairedGain.standardError(gain);
  }

  private String words(Tried first, Tried best, boolean clear, double[] gain, int times) {
    return String.format(
        Locale.ROOT,
        "%s %s after %d fits: %s gained %.5f +- %.5f over %d forecasts of %s",
        clear ? best.candidate().name() : first.candidate().name(),
        clear ? "takes the place of " + first.candidate().name() : "stays",
        fits,
        best.candidate().name(),
        PairedGain.mean(gain),
        PairedGain.standardError(gain),
        gain.length,
        times == 2 ? "two times" : "one time");
  }

  private static Map<String, Double> metrics(List<Tried> tried) {
    var metrics = new TreeMap<String, Double>();
    for (var one : tried) metrics.put("tried_" + one.candidate().name(), one.loss());
    return metrics;
  }

  private static double[] joined(double[] a, double[] b) {
    double[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }
}
