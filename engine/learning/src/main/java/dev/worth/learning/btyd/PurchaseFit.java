// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

import dev.worth.core.scoring.BgNbd;
import dev.worth.core.scoring.ParetoNbd;
import dev.worth.core.scoring.PurchaseHistory;
import dev.worth.core.scoring.PurchaseModel;
import java.util.List;
import org.hipparchus.analysis.MultivariateFunction;

/**
 * Maximum likelihood for the models of purchase times, over the logarithms of their parameters.
 *
 * <p>A weak prior (log-normal, sd 10 around typical shops, times scaled by the shop's mean age)
 * keeps a shop of ten customers from running off to infinity; with a thousand it moves no digit
 * that counts.
 */
public final class PurchaseFit {
  private static final int ROUGH = 1_500;
  private static final double PRIOR_SD = 10;

  /** Turns four natural parameters into a model. */
  private interface Family {
    PurchaseModel of(double a, double b, double c, double d);
  }

  private PurchaseFit() {}

  /** Fits a BG/NBD to histories in days; an empty list gives the prior's typical shop. */
  public static BgNbd bgNbd(List<PurchaseHistory> histories) {
    var all = WeightedHistories.of(histories);
    double[] typical = {0.4, all.meanAge() / 6, 0.6, 3};
    return (BgNbd) fit(BgNbd::new, all, typical, List.of(0, 2));
  }

  /** Fits a Pareto/NBD to histories in days; an empty list gives the prior's typical shop. */
  public static ParetoNbd paretoNbd(List<PurchaseHistory> histories) {
    var all = WeightedHistories.of(histories);
    double[] typical = {0.6, all.meanAge() / 4, 0.5, all.meanAge() / 4};
    return (ParetoNbd) fit(ParetoNbd::new, all, typical, List.of(0, 2));
  }

  private static PurchaseModel fit(
      Family family, WeightedHistories all, double[] typical, List<Integer> spread) {
    double[] centre = logs(typical);
    var rough = objective(family, all.sample(ROUGH), centre);
    double[] start = Minimum.rough(rough, starts(centre, spread));
    return model(family, Minimum.polished(objective(family, all, centre), start));
  }

  /** The typical shop, and shops with more and less difference between customers. */
  private static List<double[]> starts(double[] centre, List<Integer> spread) {
    return List.of(centre, moved(centre, spread, 1.2), moved(centre, spread, -1.2));
  }

  private static double[] moved(double[] centre, List<Integer> which, double by) {
    double[] moved = centre.clone();
    for (int i : which) moved[i] += by;
    return moved;
  }

  private static MultivariateFunction objective(
      Family family, WeightedHistories histories, double[] centre) {
    return logs -> {
      double value = penalty(logs, centre);
      if (value > 200) return 1e12 + value;
      double minus = value - histories.logLikelihood(model(family, logs));
      return Double.isFinite(minus) ? minus : 1e12;
    };
  }

  private static double penalty(double[] logs, double[] centre) {
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      double z = (logs[i] - centre[i]) / PRIOR_SD;
      sum += z * z / 2;
    }
    return sum;
  }

  private static PurchaseModel model(Family family, double[] logs) {
    return family.of(Math.exp(logs[0]), Math.exp(logs[1]), Math.exp(logs[2]), Math.exp(logs[3]));
  }

  private static double[] logs(double[] natural) {
    double[] logs = new double[natural.length];
    for (int i = 0; i < logs.length; i++) logs[i] = Math.log(natural[i]);
    return logs;
  }
}
