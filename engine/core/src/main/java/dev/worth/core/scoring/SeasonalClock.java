// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * The shop's own time: a day counts as the share of orders that its month usually gets.
 *
 * <p>A calendar day of month m lasts index(m)^strength operational days, so a model that knows no
 * season sees a busy November as a long one. Strength 0 is calendar time, 1 takes the indices at
 * their word. Months are those of UTC, parts of days count in proportion.
 *
 * @param monthIndex twelve indices, January first, around 1
 * @param strength 0 to 1
 */
public record SeasonalClock(double[] monthIndex, double strength) {
  private static final double DAY_SECONDS = 86_400;

  /** Plain calendar days. */
  public static final SeasonalClock CALENDAR = new SeasonalClock(flat(), 0);

  public SeasonalClock {
    if (monthIndex.length != 12)
      throw new IllegalArgumentException("a year has 12 month indices, not " + monthIndex.length);
    for (double index : monthIndex) Parameters.positive("seasonal clock", "month index", index);
    Parameters.share("strength of the season", strength);
    monthIndex = monthIndex.clone();
  }

  @Override
  public double[] monthIndex() {
    return monthIndex.clone();
  }

  /** The same indices taken more or less seriously. */
  public SeasonalClock withStrength(double other) {
    return new SeasonalClock(monthIndex, other);
  }

  /** How many operational days one calendar day of the month (1 to 12) lasts. */
  public double dayLength(int month) {
    return strength == 0 ? 1 : Math.pow(monthIndex[month - 1], strength);
  }

  /** Operational days between two instants; negative when {@code to} is before {@code from}. */
  public double elapsed(Instant from, Instant to) {
    if (strength == 0) return calendarDays(from, to);
    return position(to) - position(from);
  }

  /** Operational days from the start of 1970 to the start of a UTC day; only differences matter. */
  public double atStartOf(long epochDay) {
    return strength == 0 ? epochDay : position(LocalDate.ofEpochDay(epochDay), 0);
  }

  private static double calendarDays(Instant from, Instant to) {
    var d = Duration.between(from, to);
    return (d.getSeconds() + d.getNano() * 1e-9) / DAY_SECONDS;
  }

  /**
   * Operational days since the start of the year 1970: whole years, whole months, the month's part.
   */
  private double position(Instant at) {
    var date = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return position(date, calendarDays(date.atStartOfDay(ZoneOffset.UTC).toInstant(), at));
  }

  private double position(LocalDate date, double ofDay) {
    double days = wholeYears(date.getYear());
    for (int m = 1; m < date.getMonthValue(); m++)
      days += dayLength(m) * Month.of(m).length(date.isLeapYear());
    return days + dayLength(date.getMonthValue()) * (date.getDayOfMonth() - 1 + ofDay);
  }

  private double wholeYears(int year) {
    double common = 0;
    for (int m = 1; m <= 12; m++) common += dayLength(m) * Month.of(m).minLength();
    return (year - 1970) * common + (leapYearsBefore(year) - leapYearsBefore(1970)) * dayLength(2);
  }

  private static long leapYearsBefore(int year) {
    long y = year - 1L;
    return Math.floorDiv(y, 4) - Math.floorDiv(y, 100) + Math.floorDiv(y, 400);
  }

  private static double[] flat() {
    double[] flat = new double[12];
    Arrays.fill(flat, 1);
    return flat;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof SeasonalClock c
        && Arrays.equals(c.monthIndex, monthIndex)
        && c.strength == strength;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(monthIndex) + Double.hashCode(strength);
  }

  @Override
  public String toString() {
    return "SeasonalClock" + Arrays.toString(monthIndex) + "^" + strength;
  }
}
