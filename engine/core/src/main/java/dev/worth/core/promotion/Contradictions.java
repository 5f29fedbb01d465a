// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import static java.util.Locale.ROOT;

import dev.worth.core.promotion.Trial.Outcome;
import dev.worth.core.scoring.Prediction;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Purchases of the customers whom a model is surest will buy nothing: the lowest third of the
 * newest outcomes. Labels flipped at a rate e lift what they buy by nearly e, whoever ranks them
 * (Copas, "Binary regression models for contaminated data", JRSS B 50, 1988; Northcutt, Jiang and
 * Chuang, "Confident learning", JAIR 70, 2021), even while the shop as a whole becomes easier to
 * foretell. A season or a price moves everybody's odds: so the champion's promise for the lowest
 * third is moved as the outcomes of the others move theirs. A change that a model can learn leaves
 * its own lowest third alone: so the lower of the champion's and the challenger's is what counts.
 *
 * @param seen share of purchases in the lowest third
 * @param expected what was promised or seen at earlier cut-offs, the larger; of the latter no more
 *     than twice the promise and a hundredth, since earlier labels may lie too
 * @param most how far above expected is still chance
 */
record Contradictions(double seen, double expected, double most) {
  private static final int PART = 3;
  private static final double LEAST = 0.02;

  /**
   * Standard errors that chance hardly reaches: twice two, since the outcomes of one customer at
   * overlapping cut-offs, four of which share most of a month, hardly count more than once.
   */
  private static final double CHANCE = 4;

  /** Of a trial with outcomes now and at earlier cut-offs, at least three of each. */
  static Contradictions of(Trial trial) {
    double promised = promised(trial.outcomes());
    double before = bought(lowest(trial.earlier(), Outcome::champion));
    double expected = Math.min(Math.max(promised, before), 2 * promised + 0.01);
    double byChampion = bought(lowest(trial.outcomes(), Outcome::champion));
    double byChallenger = bought(lowest(trial.outcomes(), Outcome::challenger));
    int size = trial.outcomes().size() / PART;
    double chance = CHANCE * Math.sqrt(expected * (1 - expected) / size);
    return new Contradictions(
        Math.min(byChampion, byChallenger), expected, Math.max(LEAST, chance));
  }

  boolean isDoubtful() {
    return rise() > most;
  }

  double rise() {
    return seen - expected;
  }

  String says() {
    return String.format(
        ROOT,
        "of the third ranked lowest %.4f bought, expected were %.4f: what models are surest of is"
            + " contradicted, the newest labels may be false",
        seen,
        expected);
  }

  private static double promised(List<Outcome> outcomes) {
    var sorted = sorted(outcomes, Outcome::champion);
    int size = outcomes.size() / PART;
    var moved =
        Recalibration.shift(
            labels(sorted.subList(size, sorted.size())), p(sorted.subList(size, sorted.size())));
    double sum = 0;
    for (double p : p(sorted.subList(0, size))) sum += moved.mend(p);
    return sum / size;
  }

  private static List<Outcome> lowest(List<Outcome> outcomes, Function<Outcome, Prediction> by) {
    return sorted(outcomes, by).subList(0, outcomes.size() / PART);
  }

  private static List<Outcome> sorted(List<Outcome> outcomes, Function<Outcome, Prediction> by) {
    return outcomes.stream()
        .sorted(Comparator.comparingDouble(o -> by.apply(o).purchaseProbability()))
        .toList();
  }

  private static double bought(List<Outcome> some) {
    return (double) some.stream().filter(o -> o.label().purchased()).count() / some.size();
  }

  private static boolean[] labels(List<Outcome> some) {
    boolean[] bought = new boolean[some.size()];
    for (int i = 0; i < bought.length; i++) bought[i] = some.get(i).label().purchased();
    return bought;
  }

  private static double[] p(List<Outcome> some) {
    return some.stream().mapToDouble(o -> o.champion().purchaseProbability()).toArray();
  }
}
