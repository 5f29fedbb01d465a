// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What a cell says: a number, a yes or no, a time. */
final class Cells {
  static final Set<String> YES = Set.of("1", "true", "yes", "y", "t", "on");
  static final Set<String> NO = Set.of("0", "false", "no", "n", "f", "off");

  private static final int DATE = 10;

  private Cells() {}

  static OptionalDouble number(String cell) {
    if (cell.isEmpty() || !startsAsNumber(cell)) return OptionalDouble.empty();
    try {
      double value = Double.parseDouble(cell);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Asked first: an exception for every word of a text column would take seconds. */
  private static boolean startsAsNumber(String cell) {
    char first = cell.charAt(0);
    char last = cell.charAt(cell.length() - 1);
    return (Character.isDigit(first) || "+-.".indexOf(first) >= 0)
        && (Character.isDigit(last) || last == '.');
  }

  static Optional<Boolean> truth(String cell) {
    String plain = cell.toLowerCase(Locale.ROOT);
    if (YES.contains(plain)) return Optional.of(true);
    return NO.contains(plain) ? Optional.of(false) : Optional.empty();
  }

  /**
   * {@code 2010-12-01}, {@code 2010-12-01 08:26[:30]}, with a T too; what follows is left alone.
   */
  static Optional<LocalDateTime> time(String cell) {
    if (cell.length() < DATE || cell.charAt(4) != '-' || cell.charAt(7) != '-')
      return Optional.empty();
    try {
      var day = LocalDate.parse(cell.substring(0, DATE));
      return Optional.of(
          cell.length() == DATE ? day.atStartOfDay() : day.atTime(clock(cell.substring(DATE + 1))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static java.time.LocalTime clock(String text) {
    String seconds = text.length() >= 8 && text.charAt(5) == ':' ? text.substring(0, 8) : text;
    return java.time.LocalTime.parse(
        seconds.length() >= 8 ? seconds : seconds.substring(0, Math.min(5, seconds.length())),
        DateTimeFormatter.ISO_LOCAL_TIME);
  }
}
