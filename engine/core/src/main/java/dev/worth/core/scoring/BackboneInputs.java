// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.features.FeatureSchema;
import dev.worth.core.features.Features;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What a model's graph reads and how its answer is put together: one function for training and
 * serving.
 */
public final class BackboneInputs {
  /** Probabilities are kept this far from 0 and 1, so that their log-odds stay finite. */
  static final double SMALLEST_PROBABILITY = 1e-9;

  /** Expected orders and spend are kept above this, so that their logarithms stay finite. */
  static final double SMALLEST_MEAN = 1e-6;

  /** Log-odds of a purchase, log of expected orders, log of expected spend. */
  public static float[] of(Outlook outlook) {
    return new float[] {
      (float) logOdds(outlook.pPurchase()),
      (float) log(outlook.expectedOrders()),
      (float) log(outlook.expectedSpend())
    };
  }

  /** The graph's input row, {@link BundleContract#WIDTH} wide. */
  public static float[] row(Features features, Outlook outlook) {
    float[] row = Arrays.copyOf(features.vector(), BundleContract.WIDTH);
    System.arraycopy(of(outlook), 0, row, FeatureSchema.SIZE, 3);
    return row;
  }

  /**
   * The prediction when a graph has moved the closed-form outlook: its own probability and means,
   * the outlook's shape of the spend. A shop that knows no amounts keeps a spend of 0.
   */
  public static Prediction prediction(
      Outlook outlook, double logOdds, double logOrders, double logSpend, Reference reference) {
    return prediction(
        outlook, logOdds, logOrders, logSpend, Optional.empty(), reference, Quantiles.levels());
  }

  /**
   * The same when the graph may have its own word on the shape of the spend. The quantiles are then
   * those of the mixture of nothing and that shape; the mean stays {@code logSpend}'s, which need
   * not be the shape's: a log-normal's mean is made by its tail, of which the least is known.
   */
  public static Prediction prediction(
      Outlook outlook,
      double logOdds,
      double logOrders,
      double logSpend,
      Optional<SpendShape> shape,
      Reference reference,
      List<Double> levels) {
    double mean = outlook.expectedSpend() > 0 ? Math.exp(logSpend) : 0;
    double p = 1 / (1 + Math.exp(-logOdds));
    var distribution =
        shape
            .filter(own -> mean > 0)
            .map(own -> SpendDistribution.of(p, mean, own))
            .orElseGet(() -> outlook.spend().adjusted(p, mean));
    return new Prediction(
        logOdds,
        Math.exp(logOrders),
        mean,
        Quantiles.of(distribution::quantile, levels),
        reference.percentile(mean));
  }

  /**
   * The prediction for another horizon than a graph has learned: the closed form's curve, moved by
   * what the graph adds at its own horizon, in log-odds and in logarithms of the means. So all
   * horizons share one survival curve, which never falls (the proportional odds model of Bennett,
   * Statistics in Medicine 2, 1983). The customer's rank is that at the graph's own horizon.
   *
   * @param asked the closed form's outlook for the horizon asked about
   * @param learned the same for the graph's own horizon
   * @param levels to ask the distribution at, one for each of {@link Quantiles#levels()}
   */
  public static Prediction carried(
      Outlook asked, Outlook learned, Prediction atLearned, List<Double> levels) {
    double mean = atLearned.expectedSpend() * ratio(asked, learned, Outlook::expectedSpend);
    double logOdds =
        atLearned.logOdds() + logOdds(asked.pPurchase()) - logOdds(learned.pPurchase());
    var distribution = asked.spend().adjusted(1 / (1 + Math.exp(-logOdds)), mean);
    return new Prediction(
        logOdds,
        atLearned.expectedOrders() * ratio(asked, learned, Outlook::expectedOrders),
        mean,
        Quantiles.of(distribution::quantile, levels),
        atLearned.percentile());
  }

  private static double ratio(Outlook asked, Outlook learned, ToDoubleFunction<Outlook> mean) {
    double most = Math.max(SMALLEST_MEAN, mean.applyAsDouble(learned));
    return Math.max(SMALLEST_MEAN, mean.applyAsDouble(asked)) / most;
  }

  /** The prediction of the closed form alone. */
  public static Prediction prediction(Outlook outlook, Reference reference) {
    return new Prediction(
        logOdds(outlook.pPurchase()),
        outlook.expectedOrders(),
        outlook.expectedSpend(),
        Quantiles.of(outlook.spend()::quantile),
        reference.percentile(outlook.expectedSpend()));
  }

  /** Of a probability that is kept away from 0 and 1. */
  public static double logOdds(double probability) {
    double p = Math.min(1 - SMALLEST_PROBABILITY, Math.max(SMALLEST_PROBABILITY, probability));
    return Math.log(p) - Math.log1p(-p);
  }

  private static double log(double mean) {
    return Math.log(Math.max(SMALLEST_MEAN, mean));
  }

  private BackboneInputs() {}
}
