// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A shop's orders by calendar month, oldest first, and what they say about its season.
 *
 * @param january months from the last January to the first entry, 0 to 11
 * @param orders orders of each month
 * @param days days of history in each month, which may carry a growth trend
 */
record MonthlyOrders(int january, double[] orders, double[] days) {
  /** Draw a thin month to the average one. */
  private static final double PSEUDO_ORDERS = 20;

  /** A month with fewer days of history is not compared with another year's. */
  private static final double LEAST_DAYS = 15;

  /** Repeated months at which growth is half believed. */
  private static final double GROWTH_PRIOR = 6;

  /**
   * Squared log units, about three repeated months of a gift shop: weight of the prior on strength.
   */
  private static final double STRENGTH_PRIOR = 0.07;

  /** A shop is running when a month reaches this share of what comes after it. */
  private static final double RUNNING = 0.7;

  private static final long DAY = 86_400;

  /** Counts the orders with from <= time < cut, all in epoch seconds. */
  static MonthlyOrders of(List<PurchaseRecord> customers, long from, long cut) {
    var start = day(from).withDayOfMonth(1);
    int n = monthsBetween(start, day(cut - 1)) + 1;
    double[] orders = new double[n];
    double[] days = new double[n];
    for (var d = day(from); d.isBefore(day(cut)); d = d.plusDays(1))
      days[monthsBetween(start, d)]++;
    for (var customer : customers)
      for (long time : customer.times()) if (time < cut) orders[monthsBetween(start, day(time))]++;
    return new MonthlyOrders(start.getMonthValue() - 1, orders, days);
  }

  /**
   * The same without the months in which the shop was still filling up with its first customers:
   * within one year that rise cannot be told from a season.
   */
  MonthlyOrders withoutRamp() {
    int from = 0;
    while (from < orders.length - 1
        && rate(from, from + 1) < RUNNING * rate(from + 1, orders.length)) from++;
    return new MonthlyOrders(
        (january + from) % 12,
        Arrays.copyOfRange(orders, from, orders.length),
        Arrays.copyOfRange(days, from, days.length));
  }

  private double rate(int from, int to) {
    double n = Arrays.stream(orders, from, to).sum();
    return n / Math.max(1, Arrays.stream(days, from, to).sum());
  }

  double length() {
    return Arrays.stream(days).sum();
  }

  /**
   * The same with days that grow as the shop does, so that growth is not taken for a season. Growth
   * a year is the mean log ratio of a month to the same month a year before, shrunk to 0.
   */
  MonthlyOrders withoutGrowth() {
    int[] repeated = repeated();
    double[] weight = weights(repeated);
    double sum = 0;
    for (int i = 0; i < repeated.length; i++)
      sum += weight[i] * (level(repeated[i]) - level(repeated[i] - 12));
    double monthly = sum / (repeated.length + GROWTH_PRIOR) / 12;
    double[] grown = days.clone();
    for (int k = 0; k < grown.length; k++) grown[k] *= Math.exp(monthly * k);
    return new MonthlyOrders(january, orders, grown);
  }

  /** Orders a day in each of the twelve months of the year, January first, over those of all. */
  double[] indices() {
    double[] index = new double[12];
    for (int m = 0; m < 12; m++) {
      int month = m;
      int[] years =
          IntStream.range(0, orders.length).filter(k -> (january + k) % 12 == month).toArray();
      index[m] =
          ratio(
              IntStream.of(years).mapToDouble(k -> orders[k]).sum(),
              IntStream.of(years).mapToDouble(k -> days[k]).sum());
    }
    return index;
  }

  /**
   * How far the indices are to be believed: the slope by which a month's level foretold its level a
   * year later, both without a straight trend, thin months counting less. One year cannot show
   * that, so the slope is drawn to the levels' reliability, the share of their variance that is not
   * counting noise.
   *
   * <p>The likelihood of repeat purchases on the clock would be an alternative. On one year of
   * history it asks for about half the strength; with more both agree on 0.75 to 1.
   */
  double strength() {
    int[] repeated = repeated();
    double[] weight = weights(repeated);
    double[] before = Trend.removed(levels(repeated, -12), weight);
    double[] after = Trend.removed(levels(repeated, 0), weight);
    double sxx = product(weight, before, before) + STRENGTH_PRIOR;
    double sxy = product(weight, before, after) + STRENGTH_PRIOR * reliability();
    return Math.min(1, Math.max(0, sxy / sxx));
  }

  private double reliability() {
    int[] full = IntStream.range(0, orders.length).filter(this::full).toArray();
    double[] even = new double[full.length];
    Arrays.fill(even, 1);
    double[] level = Trend.removed(levels(full, 0), even);
    double noise =
        IntStream.of(full).mapToDouble(k -> 1 / (orders[k] + PSEUDO_ORDERS)).average().orElse(1);
    double variance = product(even, level, level) / Math.max(1, full.length - 2);
    return variance <= noise ? 0 : 1 - noise / variance;
  }

  private double[] levels(int[] months, int shift) {
    return IntStream.of(months).mapToDouble(k -> level(k + shift)).toArray();
  }

  /** Precision of each year-on-year comparison, 1 on average. */
  private double[] weights(int[] repeated) {
    double[] w =
        IntStream.of(repeated)
            .mapToDouble(k -> 1 / (1 / (orders[k] + 1) + 1 / (orders[k - 12] + 1)))
            .toArray();
    double mean = Arrays.stream(w).average().orElse(1);
    return Arrays.stream(w).map(v -> v / mean).toArray();
  }

  private double level(int k) {
    return Math.log(ratio(orders[k], days[k]));
  }

  private double ratio(double someOrders, double someDays) {
    double expected = someDays * Arrays.stream(orders).sum() / Arrays.stream(days).sum();
    return (someOrders + PSEUDO_ORDERS) / (expected + PSEUDO_ORDERS);
  }

  /** Months that are full and were so a year before. */
  private int[] repeated() {
    return IntStream.range(12, Math.max(12, orders.length))
        .filter(k -> full(k) && full(k - 12))
        .toArray();
  }

  private boolean full(int k) {
    return days[k] >= LEAST_DAYS;
  }

  private static double product(double[] weight, double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < weight.length; i++) sum += weight[i] * a[i] * b[i];
    return sum;
  }

  private static int monthsBetween(LocalDate start, LocalDate day) {
    return (int) ChronoUnit.MONTHS.between(start, day);
  }

  private static LocalDate day(long epochSecond) {
    return LocalDate.ofEpochDay(Math.floorDiv(epochSecond, DAY));
  }
}
