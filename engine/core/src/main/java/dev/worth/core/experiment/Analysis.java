// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

import dev.worth.core.experiment.ExperimentResult.ArmFigures;
import dev.worth.core.experiment.ExperimentResult.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes in exposures and outcomes, in any order, and tells the result at any moment: a few sums per
 * arm, so a million customers cost no more memory than ten. One thread only.
 */
public final class Analysis {
  private final Experiment experiment;
  private final List<String> arms;
  private final double[] shares;
  private final long[] exposed;
  private final Sums[] sums;
  private final ConfidenceSequence sequence;

  public Analysis(Experiment experiment) {
    this.experiment = experiment;
    arms = names(experiment);
    shares = experiment.shares();
    exposed = new long[arms.size()];
    sums = new Sums[arms.size()];
    Arrays.setAll(sums, i -> new Sums());
    int comparisons = experiment.arms().size() - 1;
    sequence = new ConfidenceSequence(experiment.alpha() / comparisons, experiment.planned());
  }

  private static List<String> names(Experiment experiment) {
    var names = new ArrayList<>(experiment.arms().stream().map(Arm::name).toList());
    if (experiment.holdout() > 0) names.add(Arm.HOLDOUT);
    return names;
  }

  /**
   * A customer was told their arm.
   *
   * @throws IllegalArgumentException if the experiment has no such arm
   */
  public void exposed(String arm) {
    exposed[place(arm)]++;
  }

  /**
   * An exposed customer's window has passed.
   *
   * @param outcome by the experiment's metric
   * @param foretold of it at the exposure
   * @throws IllegalArgumentException if the experiment has no such arm
   */
  public void matured(String arm, double outcome, double foretold) {
    sums[place(arm)].add(outcome, foretold);
  }

  private int place(String arm) {
    int place = arms.indexOf(arm);
    if (place < 0)
      throw new IllegalArgumentException(
          "experiment '%s' has no arm '%s': it has %s".formatted(experiment.id(), arm, arms));
    return place;
  }

  public ExperimentResult result() {
    var ratio = SampleRatio.of(exposed, shares);
    var comparisons = ratio.isBroken() ? List.<Comparison>of() : comparisons();
    return new ExperimentResult(finding(ratio, comparisons), ratio, figures(), comparisons);
  }

  private List<Comparison> comparisons() {
    return IntStream.range(1, experiment.arms().size())
        .filter(i -> Math.min(sums[i].n(), sums[0].n()) >= 2)
        .mapToObj(i -> Comparison.of(arms.get(i), sums[i], sums[0], sequence))
        .toList();
  }

  private Finding finding(SampleRatio ratio, List<Comparison> comparisons) {
    if (ratio.isBroken()) return Finding.BLOCKED;
    if (comparisons.stream().anyMatch(c -> c.adjusted().isFound())) return Finding.DIFFERENT;
    boolean isKnown = comparisons.stream().anyMatch(c -> Double.isFinite(c.adjusted().high()));
    return isKnown ? Finding.OPEN : Finding.TOO_EARLY;
  }

  private List<ArmFigures> figures() {
    return IntStream.range(0, arms.size())
        .mapToObj(
            i ->
                new ArmFigures(
                    arms.get(i),
                    shares[i],
                    exposed[i],
                    sums[i].n(),
                    sums[i].mean(),
                    sums[i].meanForetold()))
        .toList();
  }
}
