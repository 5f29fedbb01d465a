// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

/**
 * The spend when amounts are log-normal around a customer's own log-normal level.
 *
 * <p>The sum of n amounts is log-normal with their mean and variance (Fenton, IRE Transactions on
 * Communications Systems 8, 1960), so the positive part is a mixture of log-normals over n.
 * Neighbouring n share a part ({@link OrderGroups}), whose spread of n goes into its variance.
 */
final class LogNormalSpend implements SpendDistribution {
  private static final int MOST_STEPS = 80;
  private static final double PRECISION = 1e-6;

  private final double pPurchase;
  private final double mean;
  private final double[] weight;
  private final double[] centre;
  private final double[] spread;

  private LogNormalSpend(
      double pPurchase, double mean, double[] weight, double[] centre, double[] spread) {
    Parameters.share("pPurchase", pPurchase);
    this.pPurchase = pPurchase;
    this.mean = mean;
    this.weight = weight;
    this.centre = centre;
    this.spread = spread;
  }

  /**
   * @param expectedOrders mean number of purchases, zeros included
   * @param counts element n is proportional to P(N = n); element 0 and the sum are ignored
   */
  static SpendDistribution of(
      double pPurchase, double expectedOrders, double[] counts, CredibleValue value) {
    var groups = new OrderGroups(counts);
    int n = groups.size();
    if (n == 0) return SpendDistribution.nothing();
    double[] weight = new double[n];
    double[] centre = new double[n];
    double[] spread = new double[n];
    double single = Math.expm1(value.within());
    for (int i = 0; i < n; i++) {
      double k = groups.mean(i);
      double own = Math.log1p(single / k + groups.variance(i) / (k * k));
      weight[i] = groups.weight(i);
      centre[i] = Math.log(k) + value.centre() + (value.within() - own) / 2;
      spread[i] = Math.sqrt(own + value.between());
    }
    double mean = expectedOrders * value.mean();
    return new LogNormalSpend(pPurchase, mean, weight, centre, spread);
  }

  static SpendDistribution of(double pPurchase, double mean, SpendShape shape) {
    return new LogNormalSpend(
        pPurchase,
        mean,
        new double[] {1},
        new double[] {shape.location()},
        new double[] {shape.deviation()});
  }

  @Override
  public SpendDistribution adjusted(double otherP, double otherMean) {
    double factor = SpendDistribution.scale(this, otherP, otherMean);
    if (factor == 0) return SpendDistribution.nothing();
    double[] moved = centre.clone();
    for (int i = 0; i < moved.length; i++) moved[i] += Math.log(factor);
    return new LogNormalSpend(otherP, otherMean, weight, moved, spread);
  }

  @Override
  public SpendDistribution net(double returnRatio) {
    return new LogNormalSpend(pPurchase, mean * (1 - returnRatio), weight, centre, spread);
  }

  @Override
  public double pPurchase() {
    return pPurchase;
  }

  @Override
  public double mean() {
    return mean;
  }

  @Override
  public double cdf(double amount) {
    if (amount < 0) return 0;
    return 1 - pPurchase + pPurchase * (amount == 0 ? 0 : positive(Math.log(amount)));
  }

  @Override
  public double quantile(double u) {
    if (!SpendDistribution.inPositivePart(u, pPurchase)) return 0;
    return Math.exp(solve((u - (1 - pPurchase)) / pPurchase));
  }

  /** Safeguarded Newton steps on the logarithm of the amount. */
  private double solve(double target) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double start = 0;
    for (int i = 0; i < weight.length; i++) {
      low = Math.min(low, centre[i] - 9 * spread[i]);
      high = Math.max(high, centre[i] + 9 * spread[i]);
      start += weight[i] * centre[i];
    }
    double t = start;
    for (int i = 0; i < MOST_STEPS; i++) {
      double miss = positive(t) - target;
      if (miss > 0) high = t;
      else low = t;
      double next = t - miss / slope(t);
      if (!(next > low && next < high)) next = (low + high) / 2;
      if (Math.abs(next - t) <= PRECISION) return next;
      t = next;
    }
    return t;
  }

  /** Distribution function of the positive part at the amount e^t. */
  private double positive(double t) {
    double sum = 0;
    for (int i = 0; i < weight.length; i++)
      sum += weight[i] * Special.normalCdf((t - centre[i]) / spread[i]);
    return sum;
  }

  private double slope(double t) {
    double sum = 0;
    for (int i = 0; i < weight.length; i++)
      sum += weight[i] * Special.normalDensity((t - centre[i]) / spread[i]) / spread[i];
    return sum;
  }
}
