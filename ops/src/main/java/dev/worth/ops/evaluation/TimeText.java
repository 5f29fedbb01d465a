// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;

/**
 * Times as people write them in files: {@code 2010-12-01}, {@code 2010-12-01 08:26}, {@code
 * 2010-12-01T08:26:30.5+01:00}. What names no offset is UTC.
 */
final class TimeText {
  private static final int DATE = 10;
  private static final int MINUTES = 5;
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("uuuu-MM-dd'T'HH:mm[:ss]")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("[ ][XXX][XX][X]")
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  private TimeText() {}

  /**
   * @throws DateTimeException if the text is no time
   */
  static Instant parse(String text) {
    var day = day(text);
    if (text.length() == DATE) return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    String clock = text.substring(DATE + 1);
    if (clock.length() == MINUTES)
      return day.atTime(LocalTime.parse(clock)).toInstant(ZoneOffset.UTC);
    var time =
        FORMAT.parseBest(
            text.substring(0, DATE) + 'T' + clock, OffsetDateTime::from, LocalDateTime::from);
    return time instanceof OffsetDateTime exact
        ? exact.toInstant()
        : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
  }

  /** By hand: a large file has millions of them, and a formatter takes a microsecond for each. */
  private static LocalDate day(String text) {
    boolean shaped =
        text.length() >= DATE
            && text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && (text.length() == DATE || " Tt".indexOf(text.charAt(DATE)) >= 0);
    if (!shaped) throw new DateTimeException("not shaped as a date: " + text);
    return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, DATE));
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) throw new DateTimeException("not a digit in " + text);
      number = 10 * number + digit;
    }
    return number;
  }
}
