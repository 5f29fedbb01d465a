// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.learning;

import static dev.worth.core.learning.MetricsRanking.deciles;
import static dev.worth.core.learning.MetricsRanking.sum;

/**
 * How good predictions were, once the truth is known.
 *
 * <p>Arrays run in parallel: element i belongs to one customer. Rows shall be sorted by customer
 * id, because equal-count bins cut through ties in the order given. A figure that is not defined
 * (an AUC without a buyer, a relative error of nothing) is NaN.
 *
 * <p>Long because the protocol's figures stand together: each is a few lines, and a reader compares
 * their definitions side by side.
 */
public final class Metrics {
  private static final double CLIP = 1e-6;
  private static final int BINS = 10;

  /**
   * Of the probability of a purchase.
   *
   * @param auc area under the ROC curve, ties count half
   * @param prAuc step-wise average precision, equal scores being one threshold
   * @param logLoss natural logarithm, probabilities clipped at 1e-6
   * @param logLossSkill 1 - log-loss over that of the true base rate
   * @param brier mean squared error
   * @param ece10 expected calibration error over ten bins of equal count
   * @param meanP mean of the predictions
   */
  public record Purchase(
      double auc,
      double prAuc,
      double logLoss,
      double logLossSkill,
      double brier,
      double ece10,
      double meanP) {}

  /**
   * Of the expected spend.
   *
   * @param normGini area under the gain chart over the perfect ranking's
   * @param spearman correlation of mid ranks
   * @param mae mean absolute error
   * @param rmse root mean squared error
   * @param nmae mae over the mean spend
   * @param nrmse rmse over the mean spend
   * @param rmsle root mean squared error of log(1 + spend)
   * @param biasPct total predicted over total true, minus 1, in percent
   * @param decileMape mean over ten groups by prediction of the relative error of the group's total
   * @param top10Capture share of all spend that the best tenth by prediction makes
   * @param top10OfPossible the same over what the truly best tenth makes
   */
  public record Spend(
      double normGini,
      double spearman,
      double mae,
      double rmse,
      double nmae,
      double nrmse,
      double rmsle,
      double biasPct,
      double decileMape,
      double top10Capture,
      double top10OfPossible) {}

  /** Of the expected number of orders; the names mean what they mean in {@link Spend}. */
  public record Orders(double mae, double rmse, double spearman, double biasPct) {}

  /**
   * Of a central prediction interval of the spend.
   *
   * @param coverage share of spends inside, bounds included
   * @param coverageBuyers the same among those who spent something
   * @param below share of spends below the lower bound
   * @param above share of spends above the upper bound
   * @param meanWidth mean of upper - lower
   * @param intervalScore of Gneiting and Raftery (Journal of the American Statistical Association
   *     102, 2007); lower is better
   * @param worstDecileGap largest distance of a prediction decile's coverage from the level
   */
  public record IntervalFit(
      double coverage,
      double coverageBuyers,
      double below,
      double above,
      double meanWidth,
      double intervalScore,
      double worstDecileGap) {}

  /** Measures probabilities of a purchase against what happened. */
  public static Purchase purchase(boolean[] bought, double[] p) {
    same(bought.length, p.length);
    double loss = logLoss(bought, p);
    double known = constantLogLoss(bought);
    return new Purchase(
        auc(bought, p),
        prAuc(bought, p),
        loss,
        ratio(known - loss, known),
        brier(bought, p),
        ece(bought, p),
        sum(p) / p.length);
  }

  /**
   * Measures expected spends against the true ones.
   *
   * @param ids customer ids, which break ties between equal predictions
   */
  public static Spend spend(double[] spend, double[] expected, String[] ids) {
    same(spend.length, expected.length);
    double total = sum(spend);
    double mean = total / spend.length;
    double mae = mae(spend, expected);
    double rmse = rmse(spend, expected);
    int[] top = deciles(expected, ids)[0];
    double captured = sum(spend, top);
    return new Spend(
        normGini(spend, expected),
        spearman(spend, expected),
        mae,
        rmse,
        ratio(mae, mean),
        ratio(rmse, mean),
        rmsle(spend, expected),
        biasPct(spend, expected),
        decileMape(spend, expected, ids),
        ratio(captured, total),
        ratio(captured, MetricsRanking.largest(spend, top.length)));
  }

  /** Measures expected numbers of orders against the true ones. */
  public static Orders orders(double[] orders, double[] expected) {
    same(orders.length, expected.length);
    return new Orders(
        mae(orders, expected),
        rmse(orders, expected),
        spearman(orders, expected),
        biasPct(orders, expected));
  }

  /**
   * Measures intervals against the true spends.
   *
   * @param level such as 0.8
   * @param expected expected spends, which make the deciles
   * @param ids customer ids, which break ties between equal predictions
   */
  public static IntervalFit interval(
      double level,
      double[] spend,
      double[] lower,
      double[] upper,
      double[] expected,
      String[] ids) {
    same(spend.length, lower.length);
    same(spend.length, upper.length);
    int n = spend.length;
    double[] inside = new double[n];
    double below = 0;
    double above = 0;
    double buyers = 0;
    double buyersInside = 0;
    double width = 0;
    for (int i = 0; i < n; i++) {
      if (spend[i] < lower[i]) below++;
      if (spend[i] > upper[i]) above++;
      inside[i] = spend[i] >= lower[i] && spend[i] <= upper[i] ? 1 : 0;
      if (spend[i] > 0) buyers++;
      if (spend[i] > 0) buyersInside += inside[i];
      width += upper[i] - lower[i];
    }
    return new IntervalFit(
        sum(inside) / n,
        ratio(buyersInside, buyers),
        below / n,
        above / n,
        width / n,
        intervalScore(level, spend, lower, upper),
        worstGap(level, inside, deciles(expected, ids)));
  }

  public static double auc(boolean[] bought, double[] p) {
    double buyers = sum(numbers(bought));
    double others = bought.length - buyers;
    if (buyers == 0 || others == 0) return Double.NaN;
    double[] ranks = MetricsRanking.midRanks(p);
    double sum = 0;
    for (int i = 0; i < p.length; i++) if (bought[i]) sum += ranks[i];
    return (sum - buyers * (buyers + 1) / 2) / (buyers * others);
  }

  public static double prAuc(boolean[] bought, double[] p) {
    return MetricsRanking.averagePrecision(bought, p);
  }

  public static double logLoss(boolean[] bought, double[] p) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) sum += logLoss(bought[i], p[i]);
    return sum / p.length;
  }

  /** What one prediction adds to the log-loss. */
  public static double logLoss(boolean bought, double p) {
    double q = Math.min(1 - CLIP, Math.max(CLIP, p));
    return -Math.log(bought ? q : 1 - q);
  }

  public static double brier(boolean[] bought, double[] p) {
    return Math.pow(rmse(numbers(bought), p), 2);
  }

  public static double ece(boolean[] bought, double[] p) {
    Integer[] order = MetricsRanking.ascending(p);
    double total = 0;
    for (int b = 0; b < BINS; b++) {
      double gap = 0;
      for (int k = share(p.length, b); k < share(p.length, b + 1); k++)
        gap += (bought[order[k]] ? 1 : 0) - p[order[k]];
      total += Math.abs(gap);
    }
    return total / p.length;
  }

  public static double normGini(double[] spend, double[] expected) {
    if (sum(spend) <= 0) return Double.NaN;
    return ratio(MetricsRanking.gini(spend, expected), MetricsRanking.gini(spend, spend));
  }

  public static double spearman(double[] truth, double[] expected) {
    return MetricsRanking.pearson(
        MetricsRanking.midRanks(truth), MetricsRanking.midRanks(expected));
  }

  public static double mae(double[] truth, double[] expected) {
    double sum = 0;
    for (int i = 0; i < truth.length; i++) sum += Math.abs(truth[i] - expected[i]);
    return sum / truth.length;
  }

  public static double rmse(double[] truth, double[] expected) {
    double sum = 0;
    for (int i = 0; i < truth.length; i++)
      sum += (truth[i] - expected[i]) * (truth[i] - expected[i]);
    return Math.sqrt(sum / truth.length);
  }

  public static double rmsle(double[] truth, double[] expected) {
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      double gap = Math.log1p(truth[i]) - Math.log1p(Math.max(0, expected[i]));
      sum += gap * gap;
    }
    return Math.sqrt(sum / truth.length);
  }

  public static double biasPct(double[] truth, double[] expected) {
    double total = sum(truth);
    return 100 * ratio(sum(expected) - total, total);
  }

  public static double decileMape(double[] spend, double[] expected, String[] ids) {
    double sum = 0;
    int groups = 0;
    for (int[] group : deciles(expected, ids)) {
      double truth = sum(spend, group);
      if (truth <= 0) continue;
      sum += Math.abs(sum(expected, group) - truth) / truth;
      groups++;
    }
    return ratio(sum, groups);
  }

  /** Width plus 2 / (1 - level) times the distance by which a spend lies outside. */
  public static double intervalScore(double level, double[] spend, double[] lower, double[] upper) {
    double penalty = 2 / (1 - level);
    double sum = 0;
    for (int i = 0; i < spend.length; i++)
      sum +=
          upper[i]
              - lower[i]
              + penalty * Math.max(0, lower[i] - spend[i])
              + penalty * Math.max(0, spend[i] - upper[i]);
    return sum / spend.length;
  }

  /** Pinball loss of a quantile at level tau. */
  public static double pinball(double[] spend, double[] quantile, double tau) {
    double sum = 0;
    for (int i = 0; i < spend.length; i++) {
      double over = spend[i] - quantile[i];
      sum += Math.max(tau * over, (tau - 1) * over);
    }
    return sum / spend.length;
  }

  /** Share of spends that a quantile is not below. */
  public static double shareAtOrBelow(double[] spend, double[] quantile) {
    double count = 0;
    for (int i = 0; i < spend.length; i++) if (spend[i] <= quantile[i]) count++;
    return count / spend.length;
  }

  private static double worstGap(double level, double[] inside, int[][] deciles) {
    double worst = 0;
    for (int[] group : deciles) {
      double coverage = sum(inside, group) / Math.max(1, group.length);
      worst = Math.max(worst, Math.abs(coverage - level));
    }
    return worst;
  }

  /** Log-loss of who knows the base rate and nothing else. */
  private static double constantLogLoss(boolean[] bought) {
    double rate = sum(numbers(bought)) / bought.length;
    return rate * logLoss(true, rate) + (1 - rate) * logLoss(false, rate);
  }

  /** Where the b-th of ten equal shares of n begins. */
  static int share(int n, int b) {
    return (int) ((long) b * n / BINS);
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }

  private static double[] numbers(boolean[] bought) {
    double[] numbers = new double[bought.length];
    for (int i = 0; i < numbers.length; i++) numbers[i] = bought[i] ? 1 : 0;
    return numbers;
  }

  private static void same(int truths, int predictions) {
    if (truths == 0)
      throw new IllegalArgumentException("no customers: there is nothing to measure");
    if (truths != predictions)
      throw new IllegalArgumentException(
          truths + " truths but " + predictions + " predictions: give one for each customer");
  }

  private Metrics() {}
}
