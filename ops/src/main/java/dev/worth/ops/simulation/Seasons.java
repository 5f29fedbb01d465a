// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * The shop's clock: an hour counts as the share of visits it usually gets, by month, weekday and
 * hour. A constant rate in seasonal days is a seasonal rate on the calendar.
 */
final class Seasons {
  private static final double[] MONTHS = {
    0.85, 0.85, 0.95, 0.95, 1.0, 0.95, 0.85, 0.9, 1.0, 1.05, 1.3, 1.45
  };
  private static final double[] WEEKDAYS = {1.05, 1.0, 1.0, 1.0, 0.95, 0.9, 1.1};
  private static final double[] HOURS = {
    0.3, 0.15, 0.1, 0.05, 0.05, 0.1, 0.35, 0.7, 1.0, 1.1, 1.15, 1.2, 1.3, 1.15, 1.0, 1.0, 1.1, 1.3,
    1.6, 1.9, 2.1, 2.0, 1.4, 0.7
  };
  private static final long HOUR_MILLIS = 3_600_000;

  private final long from;

  /** Seasonal days passed at the beginning of each hour, and at the end of the last one. */
  private final double[] passed;

  /**
   * @param from midnight of the first day, UTC
   */
  Seasons(Instant from, int days) {
    this.from = from.toEpochMilli();
    this.passed = new double[days * 24 + 1];
    LocalDate first = from.atZone(ZoneOffset.UTC).toLocalDate();
    double hours = Arrays.stream(HOURS).sum();
    for (int h = 0; h < days * 24; h++) {
      passed[h + 1] = passed[h] + factor(first.plusDays(h / 24)) * HOURS[h % 24] / hours;
    }
  }

  /** How busy a day is, about 1 on average. */
  static double factor(LocalDate day) {
    return month(day.getMonthValue()) * weekday(day.getDayOfWeek());
  }

  static double month(int month) {
    return MONTHS[month - 1];
  }

  static double weekday(DayOfWeek day) {
    return WEEKDAYS[day.getValue() - 1];
  }

  /** Seasonal days between the beginning and a moment inside the simulated time. */
  double passedAt(Instant moment) {
    double hours = (double) (moment.toEpochMilli() - from) / HOUR_MILLIS;
    int h = (int) Math.clamp(hours, 0, passed.length - 2);
    return passed[h] + (passed[h + 1] - passed[h]) * Math.clamp(hours - h, 0, 1);
  }

  /** The moment at which so many seasonal days have passed; {@link #end()} beyond the last. */
  Instant at(double seasonalDays) {
    if (seasonalDays >= passed[passed.length - 1]) return end();
    int found = Arrays.binarySearch(passed, seasonalDays);
    int h = found >= 0 ? found : -found - 2;
    double share = (seasonalDays - passed[h]) / (passed[h + 1] - passed[h]);
    return Instant.ofEpochMilli(from + (long) ((h + share) * HOUR_MILLIS));
  }

  Instant end() {
    return Instant.ofEpochMilli(from + (passed.length - 1) * HOUR_MILLIS);
  }
}
