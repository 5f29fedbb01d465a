// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import dev.worth.protocol.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Which shop to simulate.
 *
 * @param customers how many people appear, browsers included
 * @param days how long it runs
 * @param seed of every random choice: the same settings give the same bytes
 * @param from the first day, UTC
 * @param currency of every amount
 * @param shock what changes on one day
 */
public record Shop(
    int customers, int days, long seed, LocalDate from, String currency, Shock shock) {
  /** A shop in which nothing changes but the seasons. */
  public Shop(int customers, int days, long seed, LocalDate from, String currency) {
    this(customers, days, seed, from, currency, Shock.NONE);
  }

  public Shop {
    if (customers < 1 || days < 1 || days > 36_500) {
      throw new IllegalArgumentException(
          "a shop of %d customers and %d days: ask for at least 1 customer and 1 to 36500 days"
              .formatted(customers, days));
    }
    Money.digits(currency);
  }

  public Instant start() {
    return from.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The first moment that is no longer simulated. */
  public Instant end() {
    return start().plus(Duration.ofDays(days));
  }

  /** Whether the shock has happened at a moment. */
  boolean isShocked(Instant moment) {
    return shock.day() < days && !moment.isBefore(start().plus(Duration.ofDays(shock.day())));
  }

  double minorPerUnit() {
    return StrictMath.pow(10, Money.digits(currency));
  }
}
