// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.experiments;

import dev.worth.core.experiment.Analysis;
import dev.worth.core.experiment.Arm;
import dev.worth.core.experiment.Assignment;
import dev.worth.core.experiment.Comparison;
import dev.worth.core.experiment.Experiment;
import dev.worth.core.experiment.Metric;
import dev.worth.protocol.CustomerId;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Runs made-up experiments with the code that runs real ones, and looks at the result after every
 * customer. Outcomes are as shops have them: most customers buy nothing, a few spend very much, and
 * the score knows each customer's mean but not their luck.
 *
 * @param kind of outcome
 * @param lift of the treated arm's mean: 0.2 for a fifth more, 0 for an A/A experiment
 * @param loss share of the treated customers who get lost before they are counted
 * @param customers of one run
 */
record Rehearsal(Metric.Kind kind, double lift, double loss, int customers) {
  private static final String TREATED = "treated";
  private static final double SPREAD = 1;

  /**
   * What the runs showed.
   *
   * @param found share of the runs in which a difference was found at any time
   * @param foundPlain the same without CUPED
   * @param blocked share of the runs that the sample ratio blocked at any time
   * @param customersToFind median over the runs that found one, 0 if none did
   * @param customersToBlock median over the runs that were blocked, 0 if none was
   */
  record Figures(
      Rehearsal setting,
      int runs,
      double found,
      double foundPlain,
      double blocked,
      double customersToFind,
      double customersToBlock) {}

  /** When each was first seen, in customers; 0 for never. */
  private record Run(int found, int foundPlain, int blocked) {}

  Figures run(int runs, long seed) {
    var all = IntStream.range(0, runs).parallel().mapToObj(i -> run(seed * 1_000_003 + i)).toList();
    return new Figures(
        this,
        runs,
        share(all.stream().mapToInt(Run::found).toArray()),
        share(all.stream().mapToInt(Run::foundPlain).toArray()),
        share(all.stream().mapToInt(Run::blocked).toArray()),
        median(all.stream().mapToInt(Run::found).toArray()),
        median(all.stream().mapToInt(Run::blocked).toArray()));
  }

  private Run run(long seed) {
    var experiment = experiment("rehearsal-" + seed);
    var analysis = new Analysis(experiment);
    var random = new SplittableRandom(seed);
    int found = 0;
    int plain = 0;
    int blocked = 0;
    for (int i = 1; i <= customers; i++) {
      String arm = Assignment.of(experiment, new CustomerId("c-" + i));
      if (arm.equals(TREATED) && random.nextDouble() < loss) continue;
      add(analysis, arm, random);
      var result = analysis.result();
      if (blocked == 0 && result.sampleRatio().isBroken()) blocked = i;
      for (Comparison comparison : result.comparisons()) {
        if (found == 0 && comparison.adjusted().isFound()) found = i;
        if (plain == 0 && comparison.plain().isFound()) plain = i;
      }
    }
    return new Run(found, plain, blocked);
  }

  private Experiment experiment(String id) {
    return new Experiment(
        id,
        List.of(Arm.of("usual", 1), Arm.of(TREATED, 1)),
        id,
        0,
        new Metric(kind, 28),
        0.05,
        Math.max(100, customers));
  }

  private void add(Analysis analysis, String arm, SplittableRandom random) {
    double willing = random.nextDouble();
    double probability = 0.02 + 0.4 * willing * willing;
    double typical = Math.exp(3 + 0.5 * random.nextGaussian());
    double raised = probability * (arm.equals(TREATED) ? 1 + lift : 1);
    boolean buys = random.nextDouble() < raised;
    double amount = typical * Math.exp(SPREAD * random.nextGaussian() - SPREAD * SPREAD / 2);
    boolean isMoney = kind == Metric.Kind.SPEND;
    analysis.exposed(arm);
    analysis.matured(
        arm, buys ? isMoney ? amount : 1 : 0, isMoney ? probability * typical : probability);
  }

  private static double share(int[] first) {
    return (double) Arrays.stream(first).filter(at -> at > 0).count() / first.length;
  }

  private static double median(int[] first) {
    int[] seen = Arrays.stream(first).filter(at -> at > 0).sorted().toArray();
    return seen.length == 0 ? 0 : seen[seen.length / 2];
  }
}
