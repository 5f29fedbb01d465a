// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount of money, exact.
 *
 * @param minor the amount in minor units of the currency (cents for EUR, yen for JPY)
 * @param currency ISO 4217 code
 */
public record Money(long minor, String currency) {
  public Money {
    digits(currency);
  }

  /**
   * Reads a decimal amount such as 19.99.
   *
   * @throws IllegalArgumentException if the currency is unknown or the amount has more decimals
   *     than the currency
   */
  public static Money of(BigDecimal amount, String currency) {
    try {
      return new Money(amount.movePointRight(digits(currency)).longValueExact(), currency);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "amount "
              + amount
              + " "
              + currency
              + " is not a whole number of minor units: send "
              + digits(currency)
              + " decimals at most",
          e);
    }
  }

  /** As {@link #of}, rounding half to even what lies below one minor unit. */
  public static Money rounded(BigDecimal amount, String currency) {
    return of(amount.setScale(digits(currency), RoundingMode.HALF_EVEN), currency);
  }

  public static Money zero(String currency) {
    return new Money(0, currency);
  }

  @JsonIgnore
  public BigDecimal decimal() {
    return BigDecimal.valueOf(minor, digits(currency));
  }

  /** Converts by a rate: one unit of this currency is worth {@code rate} units of the other. */
  public Money to(String other, BigDecimal rate) {
    return other.equals(currency) ? this : rounded(decimal().multiply(rate), other);
  }

  /** Decimals of a currency: 2 for EUR, 0 for JPY. */
  public static int digits(String currency) {
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "currency '" + currency + "' is not an ISO 4217 code: send three letters such as EUR", e);
    }
  }

  @Override
  public String toString() {
    return decimal().toPlainString() + " " + currency;
  }
}
