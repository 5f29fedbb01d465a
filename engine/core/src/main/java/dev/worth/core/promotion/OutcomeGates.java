// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import static java.util.Locale.ROOT;

import dev.worth.core.learning.Metrics;
import dev.worth.core.promotion.Trial.Outcome;
import dev.worth.core.scoring.Prediction;
import dev.worth.protocol.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The gates that need to know what really happened. A champion's own figure excuses a challenger
 * that is no worse; the baseline's, which was made for no shop, excuses at most twice the limit,
 * and beside it a challenger must tell buyers from others better than chance.
 */
final class OutcomeGates {
  private static final double LEVEL = 0.8;
  private static final double BINS = 10;

  /** Standard errors by which the first model must beat chance. */
  private static final double SURE = 2;

  /** How many times the limit the baseline excuses. */
  private static final double EXCUSED = 2;

  private static final List<Gate> ALL =
      List.of(Gate.DISCRIMINATION, Gate.CALIBRATION, Gate.COVERAGE, Gate.BIAS);

  private final List<Outcome> outcomes;
  private final GateLimits limits;
  private final boolean comparable;

  OutcomeGates(Trial trial, GateLimits limits) {
    this.outcomes = trial.outcomes();
    this.limits = limits;
    this.comparable = trial.comparable();
  }

  List<GateResult> all() {
    String missing = missing();
    if (!missing.isEmpty())
      return ALL.stream().map(gate -> GateResult.notJudged(gate, missing)).toList();
    return Stream.of(discrimination(), calibration(), coverage(), bias()).toList();
  }

  private String missing() {
    if (outcomes.isEmpty()) return "no outcomes";
    long bought = outcomes.stream().filter(o -> o.label().purchased()).count();
    long rarer = Math.min(bought, outcomes.size() - bought);
    if (outcomes.size() >= limits.fewestOutcomes() && rarer >= limits.fewestOutcomes() / 20)
      return "";
    return "%d outcomes, %d of them with a purchase, are too few: %d are needed"
        .formatted(outcomes.size(), bought, limits.fewestOutcomes());
  }

  /** One standard error of the difference is chance, not a loss. */
  private GateResult discrimination() {
    var auc = PairedAuc.of(bought(), p(Outcome::challenger), p(Outcome::champion));
    double least = Math.max(auc.second() - limits.aucLoss() - auc.standardError(), luck());
    return GateResult.of(
        Gate.DISCRIMINATION,
        auc.first() >= least,
        auc.first(),
        least,
        String.format(
            ROOT,
            "area under the ROC curve %.4f, the champion's %.4f, standard error of the difference"
                + " %.4f, over %d outcomes",
            auc.first(),
            auc.second(),
            auc.standardError(),
            outcomes.size()));
  }

  /**
   * What somebody who knows nothing reaches by luck (Mann and Whitney, Annals of Mathematical
   * Statistics 18, 1947); a champion has shown long ago that it can.
   */
  private double luck() {
    if (comparable) return 0;
    double n = outcomes.size();
    double buyers = outcomes.stream().filter(o -> o.label().purchased()).count();
    return 0.5 + SURE * Math.sqrt((n + 1) / (12 * buyers * (n - buyers)));
  }

  /** The larger of a limit and what the champion's own figure excuses. */
  private double excused(double limit, double champion) {
    return Math.max(limit, comparable ? champion : Math.min(champion, EXCUSED * limit));
  }

  private GateResult calibration() {
    double[] p = p(Outcome::challenger);
    double challenger = Metrics.ece(bought(), p);
    double champion = Metrics.ece(bought(), p(Outcome::champion));
    var line = Recalibration.of(bought(), p);
    double most =
        Math.max(
            limits.calibrationError() + chance(p), excused(limits.calibrationError(), champion));
    boolean bent = line.distance() > limits.calibrationSlope() && challenger > champion;
    return GateResult.of(
        Gate.CALIBRATION,
        challenger <= most && !bent,
        challenger,
        most,
        String.format(
            ROOT,
            "calibration error %.4f, the champion's %.4f; mended by %+.3f %+.3f x log-odds",
            challenger,
            champion,
            line.intercept(),
            line.slope()));
  }

  /** What the error of a calibrated model comes to by chance: half-normal in each bin. */
  static double chance(double[] p) {
    double variance = Arrays.stream(p).map(x -> x * (1 - x)).average().orElse(0);
    return Math.sqrt(2 / Math.PI * variance * BINS / p.length);
  }

  private GateResult coverage() {
    double challenger = coverage(Outcome::challenger);
    double champion = coverage(Outcome::champion);
    double least = LEVEL - excused(limits.coverageGap(), LEVEL - champion);
    return GateResult.of(
        Gate.COVERAGE,
        challenger >= least,
        challenger,
        least,
        String.format(
            ROOT, "the 80 %% interval held %.4f, the champion's %.4f", challenger, champion));
  }

  private double coverage(Function<Outcome, Prediction> who) {
    long held = outcomes.stream().filter(o -> holds(who.apply(o), o.label().spend())).count();
    return (double) held / outcomes.size();
  }

  private static boolean holds(Prediction prediction, double spend) {
    Interval interval = prediction.spend().interval(LEVEL);
    return spend >= interval.lower() && spend <= interval.upper();
  }

  /**
   * A few large orders decide what is spent in all: two standard errors of it are chance, since the
   * same customers come back at several cut-offs.
   */
  private GateResult bias() {
    double challenger = bias(Outcome::challenger);
    double champion = bias(Outcome::champion);
    double most = excused(limits.bias(), Math.abs(champion)) + 2 * spendError();
    return GateResult.of(
        Gate.BIAS,
        Math.abs(challenger) <= most,
        challenger,
        most,
        String.format(
            ROOT,
            "all expected spend misses what was spent by %+.1f %%, the champion's by %+.1f %%, with"
                + " a standard error of %.1f %%",
            100 * challenger,
            100 * champion,
            100 * spendError()));
  }

  /** Of nothing spent, any expectation is too much. */
  private double bias(Function<Outcome, Prediction> who) {
    double spent = sum(o -> o.label().spend());
    double expected = sum(o -> who.apply(o).expectedSpend());
    if (spent == 0) return expected == 0 ? 0 : 1;
    return expected / spent - 1;
  }

  /** Standard error of all that was spent, as a share of it; 0 where nothing was. */
  private double spendError() {
    double squares = sum(o -> Math.pow(o.label().spend() - o.challenger().expectedSpend(), 2));
    double spent = sum(o -> o.label().spend());
    return spent == 0 ? 0 : Math.sqrt(squares) / Math.abs(spent);
  }

  private double sum(ToDoubleFunction<Outcome> of) {
    return outcomes.stream().mapToDouble(of).sum();
  }

  private boolean[] bought() {
    boolean[] bought = new boolean[outcomes.size()];
    for (int i = 0; i < bought.length; i++) bought[i] = outcomes.get(i).label().purchased();
    return bought;
  }

  private double[] p(Function<Outcome, Prediction> who) {
    return outcomes.stream().mapToDouble(o -> who.apply(o).purchaseProbability()).toArray();
  }
}
