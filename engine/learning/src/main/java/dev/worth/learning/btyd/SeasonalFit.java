// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

import dev.worth.core.scoring.SeasonalClock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Learns a shop's {@link SeasonalClock} from its orders before a cut: when there is anything to
 * learn, the month indices and the strength of {@link MonthlyOrders}.
 *
 * <p>Indices count all orders, so they are only taken where orders follow demand: at least eleven
 * months of a running shop, and customers who keep arriving. In a single cohort orders just fade
 * with age, which would be taken for a season (at full strength it raised the log-loss of three
 * single-cohort shops by 8 to 25 %).
 */
public final class SeasonalFit {
  private static final double LEAST_DAYS = 330;
  private static final double LEAST_LATE_ARRIVALS = 0.1;

  private SeasonalFit() {}

  /** The calendar's clock where the history cannot show a season. */
  public static SeasonalClock fit(List<PurchaseRecord> customers, Instant cut) {
    long from = customers.stream().mapToLong(c -> c.times()[0]).min().orElse(cut.getEpochSecond());
    if (from >= cut.getEpochSecond() || !arriving(customers, from, cut))
      return SeasonalClock.CALENDAR;
    var months = MonthlyOrders.of(customers, from, cut.getEpochSecond()).withoutRamp();
    if (months.length() < LEAST_DAYS) return SeasonalClock.CALENDAR;
    var level = months.withoutGrowth();
    return new SeasonalClock(level.indices(), level.strength());
  }

  /** Whether enough of the customers came in the second half of the history. */
  private static boolean arriving(List<PurchaseRecord> customers, long from, Instant cut) {
    long half = from + (cut.getEpochSecond() - from) / 2;
    long[] first =
        customers.stream()
            .mapToLong(c -> c.times()[0])
            .filter(t -> t < cut.getEpochSecond())
            .toArray();
    long late = Arrays.stream(first).filter(t -> t >= half).count();
    return late >= LEAST_LATE_ARRIVALS * first.length;
  }
}
