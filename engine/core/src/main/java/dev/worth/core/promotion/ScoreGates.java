// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import static java.util.Locale.ROOT;

import dev.worth.core.learning.Metrics;
import dev.worth.core.promotion.GateResult.Ruling;
import dev.worth.core.scoring.Prediction;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The gates that compare how both models score the same requests. */
final class ScoreGates {
  private static final int BINS = 10;

  /** What an empty bin counts as, so that the index stays finite. */
  private static final double LEAST_SHARE = 1e-4;

  private final Trial trial;
  private final GateLimits limits;

  /** A shift that outcomes speak for is no harm. */
  private final boolean isProvenRight;

  ScoreGates(Trial trial, GateLimits limits) {
    this.trial = trial;
    this.limits = limits;
    this.isProvenRight = trial.outcomes().size() >= limits.fewestOutcomes() && isBetter(trial);
  }

  /** By the log-loss, by more than twice its standard error: then customers have changed. */
  private static boolean isBetter(Trial trial) {
    var gains =
        trial.outcomes().stream()
            .mapToDouble(o -> loss(o, o.champion()) - loss(o, o.challenger()))
            .toArray();
    double mean = Arrays.stream(gains).average().orElse(0);
    double squares = Arrays.stream(gains).map(gain -> (gain - mean) * (gain - mean)).sum();
    return mean > 2 * Math.sqrt(squares) / gains.length;
  }

  private static double loss(Trial.Outcome outcome, Prediction prediction) {
    return Metrics.logLoss(outcome.label().purchased(), prediction.purchaseProbability());
  }

  List<GateResult> all() {
    if (!trial.comparable()) return neither("the baseline's scores are no measure");
    int size = trial.requests().size();
    if (size < limits.fewestRequests())
      return neither(
          "%d recorded requests are too few: %d are needed"
              .formatted(size, limits.fewestRequests()));
    return List.of(stability(), actionRate());
  }

  private static List<GateResult> neither(String why) {
    return List.of(
        GateResult.notJudged(Gate.STABILITY, why), GateResult.notJudged(Gate.ACTION_RATE, why));
  }

  private GateResult stability() {
    return kindest(this::stability);
  }

  private GateResult stability(Yardstick before) {
    double index = stability(before.scores(), trial.requests().challenger());
    return GateResult.of(
        Gate.STABILITY,
        index <= limits.stability() || isProvenRight,
        index,
        limits.stability(),
        String.format(
            ROOT,
            "population stability index %.4f over %d requests%s%s",
            index,
            trial.requests().size(),
            before.says(),
            proof(index > limits.stability())));
  }

  /** By the yardstick that speaks best of the challenger; the champion's own where both do. */
  private GateResult kindest(Function<Yardstick, GateResult> by) {
    return Yardstick.of(trial, limits).stream()
        .map(by)
        .min(
            Comparator.comparing((GateResult r) -> r.ruling() != Ruling.PASSED)
                .thenComparing(GateResult::figure))
        .orElseThrow();
  }

  /**
   * The population stability index over the deciles of the expected values: the sum of (share now -
   * share before) times the logarithm of their ratio. Equal values stay in one bin.
   */
  static double stability(double[] before, double[] now) {
    double[] sorted = before.clone();
    Arrays.sort(sorted);
    double[] edges = new double[BINS - 1];
    for (int i = 0; i < edges.length; i++) edges[i] = sorted[(i + 1) * sorted.length / BINS];
    double[] expected = shares(before, edges);
    double[] actual = shares(now, edges);
    double index = 0;
    for (int i = 0; i < BINS; i++)
      index += (actual[i] - expected[i]) * Math.log(actual[i] / expected[i]);
    return index;
  }

  private static double[] shares(double[] values, double[] edges) {
    double[] counts = new double[edges.length + 1];
    for (double value : values) {
      int bin = 0;
      while (bin < edges.length && value >= edges[bin]) bin++;
      counts[bin]++;
    }
    for (int i = 0; i < counts.length; i++)
      counts[i] = Math.max(LEAST_SHARE, counts[i] / values.length);
    return counts;
  }

  private GateResult actionRate() {
    return kindest(this::actionRate);
  }

  private GateResult actionRate(Yardstick yardstick) {
    double worst = 1;
    String says = "the share above each threshold stays as it was";
    for (double threshold : limits.thresholds()) {
      double before = above(yardstick.scores(), threshold);
      double now = above(trial.requests().challenger(), threshold);
      double factor = factor(before, now);
      if (factor <= worst) continue;
      worst = factor;
      says =
          String.format(
              ROOT, "above %s are %.4f of the requests, before %.4f", threshold, now, before);
    }
    return GateResult.of(
        Gate.ACTION_RATE,
        worst <= limits.actionFactor() || isProvenRight,
        worst,
        limits.actionFactor(),
        says + yardstick.says() + proof(worst > limits.actionFactor()));
  }

  private String proof(boolean isNeeded) {
    return isNeeded && isProvenRight ? ", which outcomes prove right" : "";
  }

  private double factor(double before, double now) {
    if (Math.abs(now - before) <= limits.actionShare()) return 1;
    return Math.max(now, before) / Math.max(LEAST_SHARE, Math.min(now, before));
  }

  static double above(double[] values, double threshold) {
    return (double) Arrays.stream(values).filter(p -> p >= threshold).count() / values.length;
  }
}
