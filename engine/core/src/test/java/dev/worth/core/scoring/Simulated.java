// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import java.util.Random;

/**
 * Futures of simulated customers whose simulated past matches a history, each weighted by how well.
 */
record Simulated(double share, double mean) {

  /**
   * Draws rate and drop-out from the prior, weighs by the likelihood of the history, lets time run.
   */
  static Simulated bgNbd(BgNbd m, PurchaseHistory h, double horizon, int draws, long seed) {
    var random = new Random(seed);
    double weights = 0, bought = 0, orders = 0;
    for (int i = 0; i < draws; i++) {
      double rate = gamma(random, m.r()) / m.alpha();
      double u = gamma(random, m.a());
      double stop = u / (u + gamma(random, m.b()));
      double path = Math.pow(rate * (1 - stop), h.repeats());
      double alive = path * Math.exp(-rate * h.age());
      double gone = h.repeats() == 0 ? 0 : path / (1 - stop) * stop * Math.exp(-rate * h.recency());
      int n = 0;
      for (double t = wait(random, rate); t < horizon; t += wait(random, rate)) {
        n++;
        if (random.nextDouble() < stop) break;
      }
      weights += alive + gone;
      bought += n > 0 ? alive : 0;
      orders += alive * n;
    }
    return new Simulated(bought / weights, orders / weights);
  }

  static Simulated paretoNbd(ParetoNbd m, PurchaseHistory h, double horizon, int draws, long seed) {
    var random = new Random(seed);
    double weights = 0, bought = 0, orders = 0;
    for (int i = 0; i < draws; i++) {
      double rate = gamma(random, m.r()) / m.alpha();
      double death = gamma(random, m.s()) / m.beta();
      double both = rate + death;
      double alive = Math.pow(rate, h.repeats()) * Math.exp(-both * h.age());
      double gone =
          Math.pow(rate, h.repeats())
              * death
              / both
              * (Math.exp(-both * h.recency()) - Math.exp(-both * h.age()));
      double end = Math.min(horizon, wait(random, death));
      int n = 0;
      for (double t = wait(random, rate); t < end; t += wait(random, rate)) n++;
      weights += alive + gone;
      bought += n > 0 ? alive : 0;
      orders += alive * n;
    }
    return new Simulated(bought / weights, orders / weights);
  }

  static double wait(Random random, double rate) {
    return -Math.log(1 - random.nextDouble()) / Math.max(rate, 1e-12);
  }

  /** Marsaglia and Tsang, with the usual boost below shape 1. */
  static double gamma(Random random, double shape) {
    if (shape < 1) return gamma(random, shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v))
        return d * v;
    }
  }
}
