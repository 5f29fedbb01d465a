// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import static java.util.Locale.ROOT;

import dev.worth.core.learning.Label;
import dev.worth.core.learning.Metrics;
import dev.worth.core.monitoring.Served;
import dev.worth.core.promotion.Trial.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges what a version really did while it was tried. What nobody was asked about says nothing and
 * stops nobody.
 */
public final class LiveGates {
  /** One failure in a thousand is one too many. */
  private static final double MOST_FAILING = 1e-3;

  /** How much slower than the champion is no slower. */
  private static final double FACTOR = 2;

  /** Standard errors that are chance: several thresholds are looked at, again and again. */
  private static final double CHANCE = 3;

  private final Tried tried;
  private final Optional<Requests> seen;
  private final GateLimits limits;

  private LiveGates(Tried tried, Optional<Requests> seen, GateLimits limits) {
    this.tried = tried;
    this.seen = seen;
    this.limits = limits;
  }

  /**
   * What can be told at any moment, at once.
   *
   * @param seen answers of both to the requests that the gates last judged by, if they are known
   */
  public static List<GateResult> judge(Tried tried, Optional<Requests> seen, GateLimits limits) {
    return new LiveGates(tried, seen, limits).all();
  }

  /**
   * With what came of the forecasts it served.
   *
   * @param served by whatever version; those due count
   */
  public static List<GateResult> judge(
      Trial trial, Tried tried, List<Served> served, GateLimits limits) {
    var gates = new LiveGates(tried, Optional.of(trial.requests()), limits);
    var all = new ArrayList<>(gates.all());
    all.add(gates.served(trial.challenger(), served));
    return List.copyOf(all);
  }

  private List<GateResult> all() {
    long answers = tried.challenger().answers();
    if (answers == 0)
      return neither("nobody was asked about", Gate.STAND_INS, Gate.LIVE_LATENCY, Gate.LIVE_ACTION);
    var results = new ArrayList<GateResult>();
    results.add(standIns());
    if (Math.min(answers, tried.champion().answers()) >= limits.fewestRequests()) {
      results.add(latency());
      results.add(action());
    } else results.addAll(few(answers));
    return results;
  }

  private List<GateResult> few(long answers) {
    return neither(
        "%d answers beside %d of the champion are too few: %d are needed"
            .formatted(answers, tried.champion().answers(), limits.fewestRequests()),
        Gate.LIVE_LATENCY,
        Gate.LIVE_ACTION);
  }

  private static List<GateResult> neither(String why, Gate... gates) {
    var results = new ArrayList<GateResult>();
    for (Gate gate : gates) results.add(GateResult.notJudged(gate, why));
    return results;
  }

  private GateResult standIns() {
    Tally own = tried.challenger();
    double share = (double) own.standIns() / own.answers();
    return GateResult.of(
        Gate.STAND_INS,
        share <= MOST_FAILING,
        share,
        MOST_FAILING,
        "%d of %d answers had to come from the baseline".formatted(own.standIns(), own.answers()));
  }

  /** A machine that is busy, or cold after a start, is so for both. */
  private GateResult latency() {
    double micros = tried.challenger().micros();
    double most = Math.max(limits.microsPerRow(), FACTOR * tried.champion().micros());
    return GateResult.of(
        Gate.LIVE_LATENCY,
        micros <= most,
        micros,
        most,
        String.format(
            ROOT,
            "%.1f microseconds an answer, over %d, the champion's %.1f",
            micros,
            tried.challenger().answers(),
            tried.champion().micros()));
  }

  private GateResult action() {
    if (seen.isEmpty() || seen.get().size() == 0)
      return GateResult.notJudged(Gate.LIVE_ACTION, "the gates have not judged since the start");
    return action(seen.get());
  }

  /**
   * What the gates saw and let pass is expected: that much more or less than the champion. Told is
   * the threshold with the largest factor beyond it, and beyond what chance makes of two groups.
   */
  private GateResult action(Requests known) {
    double worst = 1;
    String says = "the share above each threshold is as expected";
    for (double threshold : limits.thresholds()) {
      double shift =
          ScoreGates.above(known.challenger(), threshold)
              - ScoreGates.above(known.champion(), threshold);
      double before = Math.clamp(tried.champion().above(threshold) + shift, 0, 1);
      double now = tried.challenger().above(threshold);
      double factor = factor(before, now);
      if (factor <= worst) continue;
      worst = factor;
      says =
          String.format(
              ROOT, "above %s are %.4f of its answers, %.4f were expected", threshold, now, before);
    }
    return GateResult.of(
        Gate.LIVE_ACTION, worst <= limits.actionFactor(), worst, limits.actionFactor(), says);
  }

  private double factor(double before, double now) {
    if (Math.abs(now - before) <= limits.actionShare() + CHANCE * error(before, now)) return 1;
    return Math.max(now, before) / Math.max(1e-4, Math.min(now, before));
  }

  /** Standard error of the difference of two shares, were both the same. */
  private double error(double before, double now) {
    double n = tried.champion().answers();
    double m = tried.challenger().answers();
    double share = (n * before + m * now) / (n + m);
    return Math.sqrt(share * (1 - share) * (1 / n + 1 / m));
  }

  private GateResult served(String version, List<Served> all) {
    var due =
        all.stream()
            .filter(one -> one.made().version().equals(version) && one.came().isPresent())
            .toList();
    if (due.size() < limits.fewestOutcomes())
      return GateResult.notJudged(
          Gate.SERVED,
          "%d forecasts of its own are due, %d are needed"
              .formatted(due.size(), limits.fewestOutcomes()));
    double[] p = due.stream().mapToDouble(Yardstick::own).toArray();
    double error = Metrics.ece(bought(due), p);
    double most = limits.calibrationError() + OutcomeGates.chance(p);
    return GateResult.of(
        Gate.SERVED,
        error <= most,
        error,
        most,
        String.format(ROOT, "calibration error %.4f over %d forecasts served", error, p.length));
  }

  private static boolean[] bought(List<Served> due) {
    boolean[] bought = new boolean[due.size()];
    for (int i = 0; i < bought.length; i++)
      bought[i] = due.get(i).came().map(Label::purchased).orElse(false);
    return bought;
  }
}
