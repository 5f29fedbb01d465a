// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

import dev.worth.core.scoring.BgNbd;
import dev.worth.core.scoring.ParetoNbd;
import dev.worth.core.scoring.PurchaseHistory;
import dev.worth.core.scoring.PurchaseModel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** The parameters that say how much customers differ. */
  private static final List<Integer> SPREAD = List.of(0, 2);

  /** Turns four natural parameters into a model. */
  private interface Family {
    PurchaseModel of(double a, double b, double c, double d);
  }

  private PurchaseFit() {}

  /**
   * A model and how many customers' likelihoods were looked at on the way to it.
   *
   * @param looks one for each distinct history, each time
   */
  record Fit(PurchaseModel model, int looks) {}

  /** Fits a BG/NBD to histories in days; an empty list gives the prior's typical shop. */
  public static BgNbd bgNbd(List<PurchaseHistory> histories) {
    return (BgNbd) bgNbd(histories, Optional.empty()).model();
  }

  /**
   * @param start where to look first, such as an earlier fit of the same shop; of another model it
   *     tells nothing
   */
  static Fit bgNbd(List<PurchaseHistory> histories, Optional<PurchaseModel> start) {
    var all = WeightedHistories.of(histories);
    double[] typical = {0.4, all.meanAge() / 6, 0.6, 3};
    var from =
        start
            .filter(BgNbd.class::isInstance)
            .map(BgNbd.class::cast)
            .map(m -> new double[] {m.r(), m.alpha(), m.a(), m.b()});
    return fit(BgNbd::new, all, typical, from);
  }

  /** Fits a Pareto/NBD to histories in days; an empty list gives the prior's typical shop. */
  public static ParetoNbd paretoNbd(List<PurchaseHistory> histories) {
    return (ParetoNbd) paretoNbd(histories, Optional.empty()).model();
  }

  /** See {@link #bgNbd(List, Optional)}. */
  static Fit paretoNbd(List<PurchaseHistory> histories, Optional<PurchaseModel> start) {
    var all = WeightedHistories.of(histories);
    double[] typical = {0.6, all.meanAge() / 4, 0.5, all.meanAge() / 4};
    var from =
        start
            .filter(ParetoNbd.class::isInstance)
            .map(ParetoNbd.class::cast)
            .map(m -> new double[] {m.r(), m.alpha(), m.s(), m.beta()});
    return fit(ParetoNbd::new, all, typical, from);
  }

  private static Fit fit(
      Family family, WeightedHistories all, double[] typical, Optional<double[]> from) {
    double[] centre = logs(typical);
    var looks = new AtomicInteger();
    var whole = counted(looks, family, all, centre);
    double[] start =
        from.map(PurchaseFit::logs)
            .filter(logs -> whole.value(logs) < whole.value(centre))
            .orElseGet(() -> rough(looks, family, all, centre));
    return new Fit(model(family, Minimum.polished(whole, start)), looks.get());
  }

  private static double[] rough(
      AtomicInteger looks, Family family, WeightedHistories all, double[] centre) {
    return Minimum.rough(counted(looks, family, all.sample(ROUGH), centre), starts(centre, SPREAD));
  }

  private static MultivariateFunction counted(
      AtomicInteger looks, Family family, WeightedHistories histories, double[] centre) {
    var objective = objective(family, histories, centre);
    return logs -> {
      looks.addAndGet(histories.weights().length);
      return objective.value(logs);
    };
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
