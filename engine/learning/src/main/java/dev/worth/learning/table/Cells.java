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
import java.util.regex.Pattern;

/** What a cell says: a number, a yes or no, a time. */
final class Cells {
  static final Set<String> YES = Set.of("1", "true", "yes", "y", "t", "on");
  static final Set<String> NO = Set.of("0", "false", "no", "n", "f", "off");

  private static final int DATE = 10;
  private static final Pattern AMBIGUOUS = Pattern.compile("\\d{1,2}/\\d{1,2}/\\d{4}\\b.*");

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
   * {@code 2010-12-01}, {@code 2010/12/01} or {@code 01.12.2010}, alone or with {@code 08:26[:30]}
   * after a space or a T; what follows is left alone. {@code 01/12/2010} is none: it is January to
   * some and December to others.
   */
  static Optional<LocalDateTime> time(String cell) {
    if (cell.length() < DATE) return Optional.empty();
    String plain = plain(cell);
    if (plain.charAt(4) != '-' || plain.charAt(7) != '-') return Optional.empty();
    try {
      var day = LocalDate.parse(plain);
      return Optional.of(
          cell.length() == DATE ? day.atStartOfDay() : day.atTime(clock(cell.substring(DATE + 1))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Year, month and day, with hyphens between them if it is a date. */
  private static String plain(String cell) {
    String day = cell.substring(0, DATE);
    if (day.charAt(4) == '/' && day.charAt(7) == '/') return day.replace('/', '-');
    boolean dots = day.charAt(2) == '.' && day.charAt(5) == '.';
    return dots ? day.substring(6) + "-" + day.substring(3, 5) + "-" + day.substring(0, 2) : day;
  }

  /** Whether it is a day that is read in two ways. */
  static boolean isAmbiguousDate(String cell) {
    return AMBIGUOUS.matcher(cell).matches();
  }

  private static java.time.LocalTime clock(String text) {
    String seconds = text.length() >= 8 && text.charAt(5) == ':' ? text.substring(0, 8) : text;
    return java.time.LocalTime.parse(
        seconds.length() >= 8 ? seconds : seconds.substring(0, Math.min(5, seconds.length())),
        DateTimeFormatter.ISO_LOCAL_TIME);
  }
}
