// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.scoring.Prospects;
import dev.worth.core.scoring.SeasonalClock;
import dev.worth.learning.History.Customer;
import dev.worth.protocol.CustomerEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Fits the time from the first fact to the first order, those still waiting at the cut counting as
 * censored, by maximum likelihood: for each alpha the best r is known in closed form. Few prospects
 * are drawn to {@link Prospects#SHIPPED} with the weight of one conversion.
 */
final class ProspectsFit {
  private static final int LEAST_CONVERSIONS = 20;
  private static final int STEPS = 60;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /** Days waited, and whether an order ended it. */
  private record Wait(double days, boolean converted) {}

  static Prospects fit(History history, SeasonalClock clock) {
    var waits =
        history.customers().stream()
            .map(c -> wait(c, history.cut(), clock))
            .filter(w -> w.days() > 0)
            .toList();
    long conversions = waits.stream().filter(Wait::converted).count();
    double shipped = Prospects.SHIPPED.alpha();
    double alpha = conversions < LEAST_CONVERSIONS ? shipped : bestAlpha(waits);
    return new Prospects(bestR(waits, alpha), alpha);
  }

  /** Whoever is first heard of by an order never was a prospect: they waited 0 days. */
  private static Wait wait(Customer customer, Instant cut, SeasonalClock clock) {
    Instant first =
        customer.facts().stream().map(CustomerEvent::at).min(Comparator.naturalOrder()).orElse(cut);
    var orders = customer.orders();
    Instant end = orders.isEmpty() ? cut : orders.getFirst().at();
    return new Wait(Math.max(0, clock.elapsed(first, end)), !orders.isEmpty());
  }

  private static double bestR(List<Wait> waits, double alpha) {
    long conversions = waits.stream().filter(Wait::converted).count();
    double exposure = waits.stream().mapToDouble(w -> Math.log1p(w.days() / alpha)).sum();
    return (conversions + 1) / (exposure + 1 / Prospects.SHIPPED.r());
  }

  /** Golden section over log alpha, from half a day to years. */
  private static double bestAlpha(List<Wait> waits) {
    double low = Math.log(0.5);
    double high = Math.log(3_650);
    for (int i = 0; i < STEPS; i++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (logLikelihood(waits, Math.exp(left)) > logLikelihood(waits, Math.exp(right)))
        high = right;
      else low = left;
    }
    return Math.exp((low + high) / 2);
  }

  private static double logLikelihood(List<Wait> waits, double alpha) {
    double r = bestR(waits, alpha);
    double sum = 0;
    for (Wait wait : waits) {
      sum -= r * Math.log1p(wait.days() / alpha);
      if (wait.converted()) sum += Math.log(r / (alpha + wait.days()));
    }
    return sum;
  }

  private ProspectsFit() {}
}
