// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import static java.util.Locale.ROOT;

import dev.worth.core.learning.Label;
import dev.worth.core.learning.Metrics;
import dev.worth.core.monitoring.Served;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a challenger's scores are held against: the champion's, and where outcomes prove those
 * wrong, also the champion's as its outcomes mend them. Otherwise a champion that promises far too
 * much would keep out whoever promises less. Of the mended scores a challenger may not stray
 * either, so a real jump is still seen.
 *
 * <p>Proven wrong is whose calibration error, over what it served to anybody, is more than twice
 * what chance makes of a calibrated model: the same customers come back at several cut-offs. Mended
 * by the line of {@link Recalibration}.
 *
 * @param scores purchase probabilities of the recorded requests
 * @param says how they differ from the champion's, in words; empty for not at all
 */
record Yardstick(double[] scores, String says) {
  /** One or two, the champion's own first. */
  static List<Yardstick> of(Trial trial, GateLimits limits) {
    var own = new Yardstick(trial.requests().champion(), "");
    return mended(trial, limits).map(mended -> List.of(own, mended)).orElse(List.of(own));
  }

  private static Optional<Yardstick> mended(Trial trial, GateLimits limits) {
    boolean[] bought = bought(trial.served());
    double[] p = trial.served().stream().mapToDouble(Yardstick::own).toArray();
    if (p.length < limits.fewestOutcomes()) return Optional.empty();
    double error = Metrics.ece(bought, p);
    if (error <= 2 * OutcomeGates.chance(p)) return Optional.empty();
    var line = Recalibration.of(bought, p);
    double[] scores = Arrays.stream(trial.requests().champion()).map(line::mend).toArray();
    return Optional.of(new Yardstick(scores, says(error, p.length, line)));
  }

  /** What the version itself foretold, without what was learned between versions. */
  static double own(Served served) {
    double shift = -served.made().online();
    return new Recalibration(shift, 1).mend(served.made().purchaseProbability());
  }

  private static String says(double error, int forecasts, Recalibration line) {
    return String.format(
        ROOT,
        " of the champion as its outcomes mend it (calibration error %.4f over %d forecasts; mended"
            + " by %+.3f %+.3f x log-odds)",
        error,
        forecasts,
        line.intercept(),
        line.slope());
  }

  private static boolean[] bought(List<Served> served) {
    boolean[] bought = new boolean[served.size()];
    for (int i = 0; i < bought.length; i++)
      bought[i] = served.get(i).came().map(Label::purchased).orElse(false);
    return bought;
  }
}
