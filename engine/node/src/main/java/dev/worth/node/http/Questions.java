// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.core.scoring.Scoring.Question;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.regex.Pattern;

/** What a request asks about a score. */
final class Questions {
  static final double USUAL_HORIZON = 90;
  private static final double LONGEST_HORIZON = 3_660;
  private static final Pattern DAYS = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");

  static Question now(Exchange x) {
    return new Question(Instant.now(), horizon(x), x.flag("explain"));
  }

  static Question at(Exchange x, Instant moment) {
    return new Question(moment, horizon(x), x.flag("explain"));
  }

  /** Days ahead. */
  static double horizon(Exchange x) {
    return x.parameter("horizon", Questions::horizon).orElse(USUAL_HORIZON);
  }

  /**
   * Reads days, as a number or as an ISO 8601 duration in days or weeks.
   *
   * @throws IllegalArgumentException if it is neither, or out of range
   */
  static double horizon(String text) {
    double days = DAYS.matcher(text).matches() ? Double.parseDouble(text) : period(text);
    if (days > 0 && days <= LONGEST_HORIZON) return days;
    throw noHorizon(text);
  }

  private static double period(String text) {
    try {
      var period = Period.parse(text);
      if (period.toTotalMonths() == 0) return period.getDays();
    } catch (DateTimeException e) {
      // told below, as a period in months is
    }
    throw noHorizon(text);
  }

  private static IllegalArgumentException noHorizon(String text) {
    return new IllegalArgumentException(
        "is '"
            + text
            + "': send days such as 90, or P90D, above 0 and at most 3660 (a month has no fixed"
            + " length)");
  }

  /**
   * Reads a moment.
   *
   * @throws IllegalArgumentException if it is none, or in the future
   */
  static Instant moment(String text) {
    try {
      // A plus that was not escaped arrives as a blank.
      var moment = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
      if (!moment.isAfter(Instant.now())) return moment;
    } catch (DateTimeException e) {
      // told below, as a moment to come is
    }
    throw new IllegalArgumentException(
        "is '" + text + "': send a moment that has passed, as 2026-03-01T00:00:00Z");
  }

  private Questions() {}
}
