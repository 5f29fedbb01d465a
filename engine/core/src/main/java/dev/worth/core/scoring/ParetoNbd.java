// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static dev.worth.core.scoring.Special.logDifference;
import static dev.worth.core.scoring.Special.logHypergeometricOne;
import static dev.worth.core.scoring.Special.logRising;
import static dev.worth.core.scoring.Special.logSum;

/**
 * Pareto/NBD: purchases are Poisson with a gamma(r, alpha) rate until an exponential lifetime with
 * a gamma(s, beta) rate ends.
 *
 * <p>Schmittlein, Morrison and Colombo, Counting Your Customers, Management Science 33(1), 1987;
 * the likelihood in the form of Fader and Hardie, "A Note on Deriving the Pareto/NBD Model and
 * Related Expressions", 2005. The posterior of a customer who is alive is again a Pareto/NBD with r
 * + x, alpha + T, s, beta + T.
 *
 * @param r shape of the purchase rate
 * @param alpha inverse scale of the purchase rate, in days
 * @param s shape of the drop-out rate
 * @param beta inverse scale of the drop-out rate, in days
 */
public record ParetoNbd(double r, double alpha, double s, double beta) implements PurchaseModel {

  public ParetoNbd {
    Parameters.positive("Pareto/NBD", "r", r, "alpha", alpha, "s", s, "beta", beta);
  }

  @Override
  public double logLikelihood(PurchaseHistory h) {
    return common(h.repeats()) + logSum(stillAlive(h), droppedOut(h));
  }

  @Override
  public double pAlive(PurchaseHistory h) {
    return 1 / (1 + Math.exp(droppedOut(h) - stillAlive(h)));
  }

  /**
   * The note's conditional expectation; (1 - e^(-(s-1) l)) / (s - 1) is taken whole, so s = 1 is
   * fine.
   */
  @Override
  public double expectedOrders(PurchaseHistory h, double horizon) {
    double life = Math.log1p(horizon / (beta + h.age()));
    double k = s - 1;
    double lived = Math.abs(k * life) < 1e-12 ? life : -Math.expm1(-k * life) / k;
    return pAlive(h) * (r + h.repeats()) * (beta + h.age()) / (alpha + h.age()) * lived;
  }

  /**
   * A negative binomial over the time until death or horizon, whichever is first: the death time is
   * integrated by Gauss-Legendre over its survival function. P(N = 0) is exact, the rest is scaled
   * to it.
   */
  @Override
  public double[] orderCounts(PurchaseHistory h, double horizon) {
    double p = pPurchase(h, horizon);
    double[] time = Lifetimes.nodes(s, beta + h.age(), horizon);
    double[] mass = Lifetimes.weights(s, beta + h.age(), horizon);
    double rx = r + h.repeats();
    double buyers = 0;
    for (int i = 0; i < time.length; i++) {
      double z = time[i] / (alpha + h.age() + time[i]);
      double none = Math.exp(rx * Math.log1p(-z));
      buyers += mass[i] * (1 - none);
      mass[i] *= none;
      time[i] = z;
    }
    return counts(p, buyers > 0 ? p / buyers : 0, rx, time, mass);
  }

  private static double[] counts(double p, double scale, double rx, double[] z, double[] mass) {
    var counts = new OrderCounts();
    counts.add(1 - p);
    for (int n = 1; counts.open(); n++) {
      double sum = 0;
      double step = (rx + n - 1) / n;
      for (int i = 0; i < z.length; i++) {
        mass[i] *= step * z[i];
        sum += mass[i];
      }
      counts.add(scale * sum);
    }
    return counts.toArray();
  }

  private double common(int x) {
    return logRising(r, x) + r * Math.log(alpha) + s * Math.log(beta);
  }

  private double stillAlive(PurchaseHistory h) {
    return -(r + h.repeats()) * Math.log(alpha + h.age()) - s * Math.log(beta + h.age());
  }

  /** ln(s / (r + s + x) * A0) of the note. */
  private double droppedOut(PurchaseHistory h) {
    double n = r + s + h.repeats();
    return Math.log(s / n)
        + logDifference(tail(h.repeats(), h.recency()), tail(h.repeats(), h.age()));
  }

  /**
   * One of the two terms of A0, 2F1(n, m; n + 1; z) / wide^n: the integral of the death time from t
   * to infinity. Euler's transformation brings it to 2F1(1, n + 1 - m; n + 1; z).
   */
  private double tail(int x, double t) {
    double n = r + s + x;
    double m = alpha >= beta ? s + 1 : r + x;
    double wide = Math.max(alpha, beta) + t;
    double z = Math.abs(alpha - beta) / wide;
    double pole = (1 - m) * Math.log((Math.min(alpha, beta) + t) / wide);
    return logHypergeometricOne(n + 1 - m, n + 1, z) + pole - n * Math.log(wide);
  }
}
