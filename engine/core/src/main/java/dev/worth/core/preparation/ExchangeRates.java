// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.preparation;

import dev.worth.protocol.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What one unit of a currency was worth in the shop's currency, from a date until the next. */
public final class ExchangeRates {
  /** No rates at all: only the shop's own currency counts. */
  public static final ExchangeRates NONE = new ExchangeRates(List.of());

  private final Map<String, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();

  /**
   * One rate.
   *
   * @param currency ISO 4217 code
   * @param from the first day (UTC) it holds
   * @param rate units of the shop's currency for one of this
   */
  public record Rate(String currency, LocalDate from, BigDecimal rate) {
    public Rate {
      Money.digits(currency);
      if (rate.signum() <= 0)
        throw new IllegalArgumentException(
            "rate " + rate + " of " + currency + " from " + from + " is not positive");
    }
  }

  /**
   * @throws IllegalArgumentException if a currency has two rates for one day
   */
  public ExchangeRates(Collection<Rate> all) {
    for (var rate : all) add(rate);
  }

  private void add(Rate rate) {
    var dated = rates.computeIfAbsent(rate.currency(), currency -> new TreeMap<>());
    if (dated.putIfAbsent(rate.from(), rate.rate()) != null)
      throw new IllegalArgumentException(
          "two rates of " + rate.currency() + " from " + rate.from() + ": keep one");
  }

  /** The latest rate on or before the day; empty when the first one is later or there is none. */
  public Optional<BigDecimal> on(String currency, LocalDate day) {
    var dated = rates.get(currency);
    if (dated == null) return Optional.empty();
    return Optional.ofNullable(dated.floorEntry(day)).map(Map.Entry::getValue);
  }
}
