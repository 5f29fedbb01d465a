// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

import dev.worth.core.scoring.GammaGamma;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hipparchus.analysis.MultivariateFunction;
import org.hipparchus.special.Gamma;

/**
 * Maximum likelihood for Gamma-Gamma over log p, log(q - 1) and log gamma, with a weak prior (sd
 * 3).
 *
 * <p>To be fitted on repeat purchases only, as the published estimates are: first orders differ,
 * and one-time buyers would pull the spread between customers into the spread within.
 */
public final class GammaGammaFit {
  private static final double PRIOR_SD = 10;

  /** Customers with the same number of orders share every gamma function of the likelihood. */
  private record Group(int n, double[] means) {}

  private GammaGammaFit() {}

  /** Empty when no customer has an amount above 0: such a shop knows no amounts. */
  public static Optional<GammaGamma> fit(List<Amounts> customers) {
    return fit(customers, Optional.empty());
  }

  /**
   * The same by another way.
   *
   * @param from an earlier fit, from which less has to be searched
   */
  static Optional<GammaGamma> fit(List<Amounts> customers, Optional<GammaGamma> from) {
    var paid = customers.stream().filter(a -> a.n() > 0 && a.mean() > 0).toList();
    if (paid.isEmpty()) return Optional.empty();
    double typical = paid.stream().mapToDouble(Amounts::mean).average().orElseThrow();
    double[] centre = {Math.log(4), Math.log(2.5), Math.log(typical / 2)};
    var objective = objective(groups(paid), centre);
    double[] start =
        from.map(m -> new double[] {Math.log(m.p()), Math.log(m.q() - 1), Math.log(m.gamma())})
            .filter(x -> objective.value(x) < objective.value(centre))
            .orElseGet(() -> Minimum.rough(objective, starts(centre)));
    return Optional.of(model(Minimum.polished(objective, start)));
  }

  private static List<double[]> starts(double[] c) {
    return List.of(
        c,
        new double[] {c[0] - 1.5, c[1], c[2] + 1.5},
        new double[] {c[0] + 1.5, c[1], c[2] - 1.5});
  }

  private static MultivariateFunction objective(List<Group> groups, double[] centre) {
    return x -> {
      double value = 0;
      for (int i = 0; i < x.length; i++) value += Math.pow((x[i] - centre[i]) / PRIOR_SD, 2) / 2;
      if (value > 200) return 1e12 + value;
      var model = model(x);
      for (var group : groups) value -= logLikelihood(model, group);
      return Double.isFinite(value) ? value : 1e12;
    };
  }

  /**
   * The sum of {@link GammaGamma#logLikelihood} over the group, without what no parameter moves.
   */
  private static double logLikelihood(GammaGamma m, Group group) {
    double pn = m.p() * group.n;
    double shared =
        Gamma.logGamma(pn + m.q())
            - Gamma.logGamma(pn)
            - Gamma.logGamma(m.q())
            + m.q() * Math.log(m.gamma());
    double sum = group.means.length * shared;
    for (double mean : group.means) {
      double total = mean * group.n;
      sum += pn * Math.log(total) - (pn + m.q()) * Math.log(m.gamma() + total);
    }
    return sum;
  }

  private static List<Group> groups(List<Amounts> used) {
    var sorted =
        used.stream()
            .sorted(Comparator.comparingInt(Amounts::n).thenComparingDouble(Amounts::mean))
            .toList();
    var groups = new ArrayList<Group>();
    for (int i = 0, j = 0; i < sorted.size(); i = j) {
      int n = sorted.get(i).n();
      while (j < sorted.size() && sorted.get(j).n() == n) j++;
      groups.add(new Group(n, means(sorted.subList(i, j))));
    }
    return groups;
  }

  private static double[] means(List<Amounts> group) {
    return group.stream().mapToDouble(Amounts::mean).toArray();
  }

  private static GammaGamma model(double[] x) {
    return new GammaGamma(Math.exp(x[0]), 1 + Math.exp(x[1]), Math.exp(x[2]));
  }
}
