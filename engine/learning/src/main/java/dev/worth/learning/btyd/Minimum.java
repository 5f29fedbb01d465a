// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

import java.util.List;
import org.hipparchus.analysis.MultivariateFunction;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Nelder-Mead with restarts: a simplex that has collapsed on a ridge (alpha against r, a against b)
 * is spread again at its best point until a restart gains nothing. These likelihoods have four
 * parameters and no analytic gradient worth its code.
 */
final class Minimum {
  private static final int MOST_RESTARTS = 12;
  private static final int MOST_STEPS = 4_000;
  private static final double WIDE = 0.7;
  private static final double NARROW = 0.1;

  private Minimum() {}

  /** The best point from several starts, each only roughly followed. */
  static double[] rough(MultivariateFunction f, List<double[]> starts) {
    return starts.stream()
        .map(start -> descend(f, start, WIDE, 1e-5))
        .min((a, b) -> Double.compare(a.getValue(), b.getValue()))
        .orElseThrow()
        .getPoint();
  }

  /** Follows one start to the bottom; objective values within 1e-9 relative count as equal. */
  static double[] polished(MultivariateFunction f, double[] start) {
    var best = descend(f, start, NARROW, 1e-10);
    for (int i = 0; i < MOST_RESTARTS; i++) {
      var next = descend(f, best.getPoint(), NARROW, 1e-10);
      double gain = best.getValue() - next.getValue();
      if (gain > 0) best = next;
      if (gain <= 1e-9 * Math.abs(best.getValue())) break;
    }
    return best.getPoint();
  }

  private static PointValuePair descend(
      MultivariateFunction f, double[] start, double side, double tolerance) {
    return new SimplexOptimizer(tolerance, 1e-12)
        .optimize(
            new MaxEval(MOST_STEPS),
            new ObjectiveFunction(f),
            GoalType.MINIMIZE,
            new InitialGuess(start),
            new NelderMeadSimplex(start.length, side));
  }
}
