// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("uuuu-MM-dd'T'HH:mm[:ss]")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("[ ][XXX][XX][X]")
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

  private TimeText() {}

  /**
   * @throws DateTimeException if the text is no time
   */
  static Instant parse(String text) {
    if (text.length() <= DATE)
      return LocalDate.parse(text, DAY).atStartOfDay(ZoneOffset.UTC).toInstant();
    String marked =
        text.charAt(DATE) == ' ' ? text.substring(0, DATE) + 'T' + text.substring(DATE + 1) : text;
    var time = FORMAT.parseBest(marked, OffsetDateTime::from, LocalDateTime::from);
    return time instanceof OffsetDateTime exact
        ? exact.toInstant()
        : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
  }
}
