// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.core.learning.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compares one file of predictions with its rivals, customer by customer: by log-loss, and by the
 * score of the 80 and 90 % intervals where both foretell them.
 */
final class Differences {
  private static final int[] LEVELS = {80, 90};

  private final Truth truth;
  private final List<String> against = new ArrayList<>();
  private final List<String> metrics = new ArrayList<>();
  private final List<double[]> gaps = new ArrayList<>();

  private Differences(Truth truth) {
    this.truth = truth;
  }

  /**
   * @param ours one file for each seed: their mean loss of each customer is compared
   */
  static List<Difference> of(Truth truth, List<NumberTable> ours, List<Rival> rivals, long seed) {
    var all = new Differences(truth);
    for (var rival : rivals) all.compare(rival.name(), ours, rival.predictions());
    return all.bootstrapped(seed);
  }

  private void compare(String rival, List<NumberTable> ours, NumberTable theirs) {
    gap(rival, "log_loss", mean(ours, this::logLosses), logLosses(theirs));
    for (int level : LEVELS)
      gap(rival, "score" + level, mean(ours, o -> scores(o, level)), scores(theirs, level));
  }

  private static Optional<double[]> mean(
      List<NumberTable> ours, Function<NumberTable, Optional<double[]>> losses) {
    var each = ours.stream().map(losses).flatMap(Optional::stream).toList();
    if (each.isEmpty()) return Optional.empty();
    double[] mean = new double[each.getFirst().length];
    for (double[] one : each) for (int i = 0; i < mean.length; i++) mean[i] += one[i] / each.size();
    return Optional.of(mean);
  }

  private void gap(
      String rival, String metric, Optional<double[]> ours, Optional<double[]> theirs) {
    if (ours.isEmpty() || theirs.isEmpty()) return;
    double[] gap = new double[truth.ids().length];
    for (int i = 0; i < gap.length; i++) gap[i] = ours.get()[i] - theirs.get()[i];
    against.add(rival);
    metrics.add(metric);
    gaps.add(gap);
  }

  private Optional<double[]> logLosses(NumberTable predictions) {
    return predictions
        .column("p_purchase", truth.ids())
        .map(
            p -> {
              double[] losses = new double[p.length];
              for (int i = 0; i < p.length; i++)
                losses[i] = Metrics.logLoss(truth.purchased()[i], p[i]);
              return losses;
            });
  }

  /** Where nobody spends anything there is nothing to score: amounts are not known. */
  private Optional<double[]> scores(NumberTable predictions, int level) {
    var lower = predictions.column("lower" + level, truth.ids());
    var upper = predictions.column("upper" + level, truth.ids());
    if (lower.isEmpty() || upper.isEmpty() || !truth.hasAmounts()) return Optional.empty();
    double[] scores = new double[truth.ids().length];
    for (int i = 0; i < scores.length; i++)
      scores[i] =
          Metrics.intervalScore(
              level / 100.0,
              new double[] {truth.spend()[i]},
              new double[] {lower.get()[i]},
              new double[] {upper.get()[i]});
    return Optional.of(scores);
  }

  private List<Difference> bootstrapped(long seed) {
    var bootstrap = new Bootstrap(gaps, seed);
    var all = new ArrayList<Difference>();
    for (int i = 0; i < gaps.size(); i++)
      all.add(
          new Difference(
              against.get(i),
              metrics.get(i),
              bootstrap.mean(i),
              bootstrap.quantile(i, 0.025),
              bootstrap.quantile(i, 0.975)));
    return all;
  }
}
