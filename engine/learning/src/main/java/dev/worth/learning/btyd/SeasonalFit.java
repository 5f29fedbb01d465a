// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

import dev.worth.core.scoring.SeasonalClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns a shop's {@link SeasonalClock} from its orders before a cut.
 *
 * <p>The index of a month is the shop's orders per day in that month of any year over its orders
 * per day overall, drawn to 1 by {@value #PSEUDO_ORDERS} pseudo-orders. It counts all orders, so it
 * is only used where orders follow demand: at least eleven months of history and customers who keep
 * arriving. In a single cohort orders just fade with age, which would be taken for a season.
 *
 * <p>The strength is the slope by which a month's level last year foretold its level this year. One
 * year cannot show that, so the slope is drawn to the indices' reliability (the share of their
 * variance that is not counting noise) with the weight of {@value #PRIOR_SPREAD} squared log units,
 * about three repeated months of a gift shop.
 */
public final class SeasonalFit {
  private static final double PSEUDO_ORDERS = 20;
  private static final double PRIOR_SPREAD = 0.07;
  private static final int LEAST_DAYS = 330;
  private static final int LEAST_DAYS_OF_MONTH = 15;
  private static final double LEAST_LATE_ARRIVALS = 0.1;
  private static final long DAY = 86_400;

  /** Orders and days of history of one month. */
  private record Cell(double orders, int days) {
    double rate(double overall) {
      return (orders + PSEUDO_ORDERS) / (days + PSEUDO_ORDERS / overall) / overall;
    }

    Cell plus(Cell o) {
      return new Cell(orders + o.orders, days + o.days);
    }
  }

  private SeasonalFit() {}

  /** The calendar's clock where the history cannot show a season. */
  public static SeasonalClock fit(List<PurchaseRecord> customers, Instant cut) {
    long from = customers.stream().mapToLong(c -> c.times()[0]).min().orElse(cut.getEpochSecond());
    if (cut.getEpochSecond() - from < LEAST_DAYS * DAY) return SeasonalClock.CALENDAR;
    if (lateArrivals(customers, from, cut) < LEAST_LATE_ARRIVALS) return SeasonalClock.CALENDAR;
    var cells = cells(customers, from, cut);
    var total = cells.values().stream().reduce(new Cell(0, 0), Cell::plus);
    double overall = total.orders / total.days;
    return new SeasonalClock(indices(cells, overall), strength(cells, overall));
  }

  /** Share of the customers who came in the second half of the history. */
  private static double lateArrivals(List<PurchaseRecord> customers, long from, Instant cut) {
    long half = from + (cut.getEpochSecond() - from) / 2;
    long known = customers.stream().filter(c -> c.times()[0] < cut.getEpochSecond()).count();
    long late =
        customers.stream()
            .filter(c -> c.times()[0] >= half && c.times()[0] < cut.getEpochSecond())
            .count();
    return (double) late / known;
  }

  private static Map<YearMonth, Cell> cells(
      List<PurchaseRecord> customers, long from, Instant cut) {
    var cells = new TreeMap<YearMonth, Cell>();
    var end = LocalDate.ofInstant(cut, ZoneOffset.UTC);
    for (var d = day(from); d.isBefore(end); d = d.plusDays(1))
      cells.merge(YearMonth.from(d), new Cell(0, 1), Cell::plus);
    for (var customer : customers)
      for (long time : customer.times())
        cells.computeIfPresent(
            YearMonth.from(day(time)),
            (month, cell) -> time < cut.getEpochSecond() ? cell.plus(new Cell(1, 0)) : cell);
    return cells;
  }

  private static double[] indices(Map<YearMonth, Cell> cells, double overall) {
    double[] index = new double[12];
    for (int m = 1; m <= 12; m++) index[m - 1] = ofMonth(cells, m).rate(overall);
    return index;
  }

  private static Cell ofMonth(Map<YearMonth, Cell> cells, int month) {
    return cells.entrySet().stream()
        .filter(e -> e.getKey().getMonthValue() == month)
        .map(Map.Entry::getValue)
        .reduce(new Cell(0, 0), Cell::plus);
  }

  private static double strength(Map<YearMonth, Cell> cells, double overall) {
    var full = new TreeMap<>(cells);
    full.values().removeIf(cell -> cell.days < LEAST_DAYS_OF_MONTH);
    var pairs =
        full.keySet().stream()
            .filter(month -> full.containsKey(month.minusYears(1)))
            .map(m -> new double[] {level(full, m.minusYears(1), overall), level(full, m, overall)})
            .toList();
    double sxx = spread(pairs, 0, 0) + PRIOR_SPREAD;
    double sxy = spread(pairs, 0, 1) + PRIOR_SPREAD * reliability(full, overall);
    return Math.min(1, Math.max(0, sxy / sxx));
  }

  private static double level(Map<YearMonth, Cell> cells, YearMonth month, double overall) {
    return Math.log(cells.getOrDefault(month, new Cell(0, 0)).rate(overall));
  }

  private static double spread(List<double[]> pairs, int a, int b) {
    double meanA = pairs.stream().mapToDouble(p -> p[a]).average().orElse(0);
    double meanB = pairs.stream().mapToDouble(p -> p[b]).average().orElse(0);
    return pairs.stream().mapToDouble(p -> (p[a] - meanA) * (p[b] - meanB)).sum();
  }

  private static double reliability(Map<YearMonth, Cell> cells, double overall) {
    double[] levels = cells.values().stream().mapToDouble(c -> Math.log(c.rate(overall))).toArray();
    double noise =
        cells.values().stream()
            .mapToDouble(c -> 1 / (c.orders + PSEUDO_ORDERS))
            .average()
            .orElse(1);
    var pairs = Arrays.stream(levels).mapToObj(l -> new double[] {l}).toList();
    double variance = spread(pairs, 0, 0) / Math.max(1, levels.length - 1);
    return variance <= noise ? 0 : 1 - noise / variance;
  }

  private static LocalDate day(long epochSecond) {
    return LocalDate.ofEpochDay(Math.floorDiv(epochSecond, DAY));
  }
}
