// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.preparation;

import dev.worth.protocol.Amount;
import dev.worth.protocol.Money;
import dev.worth.protocol.QuarantineReason;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * How one shop's facts are prepared.
 *
 * @param currency ISO 4217 code every sum is made in
 * @param rates from other currencies into it
 * @param limits what is believed
 */
public record ShopRules(String currency, ExchangeRates rates, Limits limits) {
  /** Amounts from this on are not even converted: they would not fit into minor units. */
  static final long COUNTABLE = 100_000_000_000_000L;

  private static final int COUNTABLE_DIGITS = 14;

  public ShopRules {
    Money.digits(currency);
  }

  /** The usual limits and no other currency than the shop's. */
  public static ShopRules of(String currency) {
    return new ShopRules(currency, ExchangeRates.NONE, Limits.USUAL);
  }

  /** As {@link #convert(BigDecimal, String, Instant)}, for an amount in minor units. */
  public Conversion convert(Money money, Instant at) {
    return money.currency().equals(currency)
        ? new Conversion.Converted(Amount.of(money))
        : convert(money.decimal(), money.currency(), at);
  }

  /**
   * An amount in the shop's currency at the rate of the fact's day (UTC), rounded half to even; the
   * original is kept beside it.
   *
   * @param amount in whole units
   * @param from ISO 4217 code
   * @param at when the fact happened
   * @throws IllegalArgumentException if the currency is unknown
   */
  public Conversion convert(BigDecimal amount, String from, Instant at) {
    if (!isCountable(amount)) return absurd(amount, from);
    Money original = Money.rounded(amount, from);
    if (from.equals(currency)) return new Conversion.Converted(Amount.of(original));
    var rate = rates.on(from, at.atZone(ZoneOffset.UTC).toLocalDate());
    if (rate.isEmpty()) return noRate(from, at);
    BigDecimal here = original.decimal().multiply(rate.get());
    if (!isCountable(here)) return absurd(amount, from);
    return new Conversion.Converted(new Amount(Money.rounded(here, currency), original));
  }

  /** By digits, because writing out 1e999999999 to compare it would take all memory. */
  private static boolean isCountable(BigDecimal amount) {
    return amount.signum() == 0
        ? Math.abs((long) amount.scale()) <= COUNTABLE_DIGITS
        : (long) amount.precision() - amount.scale() <= COUNTABLE_DIGITS
            && amount.scale() <= 10 * COUNTABLE_DIGITS;
  }

  private static Implausible absurd(BigDecimal amount, String currency) {
    return new Implausible(
        QuarantineReason.ABSURD_AMOUNT,
        "an amount of "
            + amount.round(new MathContext(6))
            + " "
            + currency
            + " is beyond counting: send it in whole units with a point for the decimals");
  }

  private Implausible noRate(String from, Instant at) {
    return new Implausible(
        QuarantineReason.NO_EXCHANGE_RATE,
        "no rate from "
            + from
            + " to "
            + currency
            + " on or before "
            + at
            + ": add one to the shop's rates and release the fact");
  }
}
