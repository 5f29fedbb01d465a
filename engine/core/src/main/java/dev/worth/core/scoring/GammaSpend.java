// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import java.util.Arrays;

/**
 * The spend when amounts are Gamma-Gamma.
 *
 * <p>Given k orders the sum is exactly a scaled beta-prime under Gamma-Gamma, so the positive part
 * is a mixture over k. Neighbouring k share a part ({@link OrderGroups}), whose spread of k goes
 * into its shape. The distribution function of a part is Paulson's cube-root normal approximation
 * of the F distribution (Annals of Mathematical Statistics 13, 1942): within 0.003 of the exact one
 * for amounts of gamma shape 2.2 and up, 0.012 at shape 1, at a tenth of the cost of the incomplete
 * beta function.
 */
final class GammaSpend implements SpendDistribution {
  private static final int MOST_STEPS = 80;
  private static final double PRECISION = 1e-6;

  private final double pPurchase;
  private final double mean;
  private final double amountSpread;
  private final double[] weight;
  private final double[] root;
  private final double[] spread;
  private final double start;

  GammaSpend(double pPurchase, double mean, OrderGroups groups, OrderValue value) {
    Parameters.share("pPurchase", pPurchase);
    this.pPurchase = pPurchase;
    this.mean = mean;
    int n = groups.size();
    weight = new double[n];
    root = new double[n];
    spread = new double[n];
    amountSpread = 1 / (9 * value.concentration());
    double unit = value.shape() * value.scale() / value.concentration();
    for (int i = 0; i < n; i++) {
      double k = groups.mean(i);
      weight[i] = groups.weight(i);
      root[i] = 1 / Math.cbrt(k * unit);
      spread[i] = (1 / (k * value.shape()) + groups.variance(i) / (k * k)) / 9;
    }
    start = n == 0 ? 0 : 1 / root[n / 2];
  }

  private GammaSpend(GammaSpend from, double pPurchase, double mean, double factor) {
    Parameters.share("pPurchase", pPurchase);
    this.pPurchase = pPurchase;
    this.mean = mean;
    weight = from.weight;
    spread = from.spread;
    amountSpread = from.amountSpread;
    double third = Math.cbrt(factor);
    root = Arrays.stream(from.root).map(r -> r / third).toArray();
    start = from.start * third;
  }

  @Override
  public SpendDistribution adjusted(double otherP, double otherMean) {
    double factor = SpendDistribution.scale(this, otherP, otherMean);
    return factor == 0
        ? SpendDistribution.nothing()
        : new GammaSpend(this, otherP, otherMean, factor);
  }

  @Override
  public SpendDistribution net(double returnRatio) {
    return new GammaSpend(this, pPurchase, mean * (1 - returnRatio), 1);
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
    return 1 - pPurchase + pPurchase * positive(Math.cbrt(amount));
  }

  @Override
  public double quantile(double u) {
    return SpendDistribution.inPositivePart(u, pPurchase)
        ? solve((u - (1 - pPurchase)) / pPurchase)
        : 0;
  }

  /**
   * Safeguarded Newton steps on the cube root of the amount, where the distribution is near normal.
   */
  private double solve(double target) {
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double t = start;
    for (int i = 0; i < MOST_STEPS; i++) {
      double miss = positive(t) - target;
      if (miss > 0) high = t;
      else low = t;
      double next = t - miss / slope(t);
      if (!(next > low && next < high)) next = high < 1e300 ? (low + high) / 2 : 2 * t;
      if (Math.abs(next - t) <= PRECISION * t) return next * next * next;
      t = next;
    }
    return t * t * t;
  }

  /** Distribution function of the positive part at the amount t^3. */
  private double positive(double t) {
    double sum = 0;
    for (int i = 0; i < weight.length; i++) sum += weight[i] * Special.normalCdf(z(i, t));
    return sum;
  }

  /** Paulson's normal deviate: (f^(1/3) (1 - b) - (1 - a)) / sqrt(a + f^(2/3) b). */
  private double z(int i, double t) {
    double f = root[i] * t;
    return (f * (1 - amountSpread) - (1 - spread[i])) / Math.sqrt(spread[i] + f * f * amountSpread);
  }

  private double slope(double t) {
    double sum = 0;
    for (int i = 0; i < weight.length; i++) sum += weight[i] * slope(i, t);
    return sum;
  }

  private double slope(int i, double t) {
    double f = root[i] * t;
    double variance = spread[i] + f * f * amountSpread;
    double z = z(i, t);
    double dz = (1 - amountSpread) / Math.sqrt(variance) - z * f * amountSpread / variance;
    return Special.normalDensity(z) * dz * root[i];
  }
}
