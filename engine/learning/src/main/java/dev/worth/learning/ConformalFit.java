// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.scoring.Conformal;
import dev.worth.core.scoring.LifeCycle;
import dev.worth.core.scoring.Prediction;
import dev.worth.core.scoring.Quantiles;
import dev.worth.learning.Backtest.Outcome;
import dev.worth.protocol.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/**
 * Learns from back-tests where a model's quantiles really lie, stage by stage, and how much of that
 * to believe of the next horizon.
 *
 * <p>What share of the outcomes lies at or below a quantile is counted as in the nonrandomised
 * probability integral transform (Czado, Gneiting and Held, Biometrics 65, 2009): whoever spent
 * nothing counts as spread evenly over the probability of nothing. An older back-test speaks less,
 * by {@value #WEEKLY} a week (Barber, Candès, Ramdas and Tibshirani, Conformal prediction beyond
 * exchangeability, Annals of Statistics 51, 2023); how far they agree decides how far to follow
 * them ({@link Levels}).
 */
final class ConformalFit {
  private static final double WEEKLY = 0.99;
  private static final double WEEK_DAYS = 7;

  /** How far quantiles of shops are lastingly off, in log-odds of their level. */
  private static final double LASTING = 0.2;

  /** No quantile is moved further, in log-odds of its level. */
  private static final double FURTHEST = 1;

  /** With fewer outcomes of a stage in a back-test, it says nothing of that stage. */
  private static final int FEWEST = 50;

  /** One alone cannot tell what is lasting from what was peculiar to its season. */
  private static final int LEAST_BACKTESTS = 2;

  private final List<Backtest> backtests;
  private final Instant cut;

  private ConformalFit(List<Backtest> backtests, Instant cut) {
    this.backtests = backtests;
    this.cut = cut;
  }

  /**
   * @param cut from which the model will foretell
   * @return nothing learned where no amounts are known
   */
  static Conformal of(List<Backtest> backtests, Instant cut) {
    var fit = new ConformalFit(backtests, cut);
    var asked = new EnumMap<Stage, List<Double>>(Stage.class);
    for (Stage stage : Stage.values()) asked.put(stage, fit.asked(stage));
    asked.values().removeIf(Quantiles.levels()::equals);
    return new Conformal(asked);
  }

  private List<Double> asked(Stage stage) {
    var levels = Quantiles.levels();
    var shifts = levels.stream().map(level -> new Levels(backtests.size())).toList();
    int told = 0;
    for (int k = 0; k < backtests.size(); k++) {
      var outcomes = of(stage, backtests.get(k));
      if (outcomes.size() < FEWEST) continue;
      tell(shifts, k, outcomes);
      told++;
    }
    if (told < LEAST_BACKTESTS) return levels;
    var asked = new ArrayList<Double>();
    for (int j = 0; j < levels.size(); j++) {
      double moved = moved(levels.get(j), shifts.get(j).lasting(LASTING));
      asked.add(j == 0 ? moved : Math.max(asked.getLast(), moved));
    }
    return asked;
  }

  /** Customers whose spend is known: a shop without amounts says nothing of intervals. */
  private static List<Outcome> of(Stage stage, Backtest backtest) {
    return backtest.outcomes().stream()
        .filter(o -> o.prediction().expectedSpend() > 0)
        .filter(o -> LifeCycle.stage(o.example().features()) == stage)
        .toList();
  }

  /** What one back-test says of every level's shift, and how sure it is. */
  private void tell(List<Levels> shifts, int k, List<Outcome> outcomes) {
    var levels = Quantiles.levels();
    double[] held = levels.stream().mapToDouble(level -> held(outcomes, level)).toArray();
    double weeks = Duration.between(backtests.get(k).at().end(), cut).toDays() / WEEK_DAYS;
    double n = outcomes.size() * Math.pow(WEEKLY, Math.max(0, weeks));
    for (int j = 0; j < levels.size(); j++) {
      double level = levels.get(j);
      shifts
          .get(j)
          .set(
              k,
              logit(reached(held, outward(level, n))) - logit(level),
              1 / (n * level * (1 - level)));
    }
  }

  /** The share of outcomes at or below the quantile at a level. */
  private static double held(List<Outcome> outcomes, double level) {
    return outcomes.stream().mapToDouble(o -> held(o, level)).average().orElseThrow();
  }

  private static double held(Outcome outcome, double level) {
    Prediction foretold = outcome.prediction();
    double spent = outcome.example().label().spend();
    if (spent > 0) return spent <= foretold.spend().at(level) ? 1 : 0;
    return Math.min(1, level / (1 - foretold.purchaseProbability()));
  }

  /** One more customer, the one to come, may lie anywhere: levels move outward by one in n. */
  private static double outward(double level, double n) {
    double wider = level > 0.5 ? level * (n + 1) / n : level - (1 - level) / n;
    return level == 0.5 ? level : Math.clamp(wider, 1 / (n + 1), n / (n + 1));
  }

  /** The model's own level that held a share of the outcomes, on straight lines of log-odds. */
  private static double reached(double[] held, double share) {
    var levels = Quantiles.levels();
    int above = 1;
    while (above < held.length - 1 && held[above] < share) above++;
    double low = logit(levels.get(above - 1));
    double high = logit(levels.get(above));
    double from = logit(held[above - 1]);
    double to = logit(held[above]);
    if (!(to > from)) return levels.get(above);
    return unlogit(low + (logit(share) - from) / (to - from) * (high - low));
  }

  private static double moved(double level, double shift) {
    return shift == 0 ? level : unlogit(logit(level) + Math.clamp(shift, -FURTHEST, FURTHEST));
  }

  private static double logit(double share) {
    double p = Math.clamp(share, 1e-4, 1 - 1e-4);
    return Math.log(p / (1 - p));
  }

  private static double unlogit(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
