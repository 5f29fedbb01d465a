// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

import dev.worth.core.scoring.SeasonalClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Learns a shop's {@link SeasonalClock} from its orders before a cut: when there is anything to
 * learn, the month indices and the strength of {@link MonthlyOrders}.
 *
 * <p>Indices count all orders, so they are only taken where orders follow demand: at least eleven
 * months of history, and customers who keep arriving. In a single cohort orders just fade with age,
 * which would be taken for a season (measured: such indices cost a tenth of the log-loss there).
 */
public final class SeasonalFit {
  private static final Duration LEAST_HISTORY = Duration.ofDays(330);
  private static final double LEAST_LATE_ARRIVALS = 0.1;

  private SeasonalFit() {}

  /** The calendar's clock where the history cannot show a season. */
  public static SeasonalClock fit(List<PurchaseRecord> customers, Instant cut) {
    long from = customers.stream().mapToLong(c -> c.times()[0]).min().orElse(cut.getEpochSecond());
    long length = cut.getEpochSecond() - from;
    if (length < LEAST_HISTORY.toSeconds()) return SeasonalClock.CALENDAR;
    if (lateArrivals(customers, from + length / 2, cut) < LEAST_LATE_ARRIVALS)
      return SeasonalClock.CALENDAR;
    var months = MonthlyOrders.of(customers, from, cut.getEpochSecond()).withoutGrowth();
    return new SeasonalClock(months.indices(), months.strength());
  }

  /** Share of the customers who came in the second half of the history. */
  private static double lateArrivals(List<PurchaseRecord> customers, long half, Instant cut) {
    long[] first =
        customers.stream()
            .mapToLong(c -> c.times()[0])
            .filter(t -> t < cut.getEpochSecond())
            .toArray();
    long late = Arrays.stream(first).filter(t -> t >= half).count();
    return (double) late / first.length;
  }
}
