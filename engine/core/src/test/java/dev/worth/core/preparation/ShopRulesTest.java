// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.worth.protocol.Amount;
import dev.worth.protocol.Money;
import dev.worth.protocol.QuarantineReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts come into the shop's currency by dated rates, and nothing is lost on the way. */
class ShopRulesTest {
  private static final Instant MARCH = Instant.parse("2026-03-15T23:59:59Z");
  private static final ShopRules RULES =
      new ShopRules(
          "EUR",
          new ExchangeRates(
              List.of(
                  rate("USD", "2026-03-16", "0.80"),
                  rate("USD", "2026-01-01", "0.90"),
                  rate("JPY", "2026-01-01", "0.006"))),
          Limits.USUAL);

  private static ExchangeRates.Rate rate(String currency, String from, String rate) {
    return new ExchangeRates.Rate(currency, LocalDate.parse(from), new BigDecimal(rate));
  }

  private static Conversion convert(String amount, String currency, Instant at) {
    return RULES.convert(new BigDecimal(amount), currency, at);
  }

  @Test
  void an_amount_in_the_shops_currency_stays_and_has_no_original() {
    assertThat(convert("19.99", "EUR", MARCH))
        .isEqualTo(new Conversion.Converted(Amount.of(new Money(1999, "EUR"))));
  }

  @Test
  void another_currency_is_converted_by_the_latest_rate_on_or_before_the_day_and_kept() {
    assertThat(convert("10", "USD", MARCH))
        .isEqualTo(
            new Conversion.Converted(new Amount(new Money(900, "EUR"), new Money(1000, "USD"))));
    assertThat(convert("10", "USD", MARCH.plusSeconds(1)))
        .isEqualTo(
            new Conversion.Converted(new Amount(new Money(800, "EUR"), new Money(1000, "USD"))));
  }

  @Test
  void minor_units_follow_the_currency() {
    assertThat(RULES.convert(new Money(1000, "JPY"), MARCH))
        .isEqualTo(
            new Conversion.Converted(new Amount(new Money(600, "EUR"), new Money(1000, "JPY"))));
  }

  @Test
  void what_lies_below_a_minor_unit_is_rounded_half_to_even() {
    assertThat(convert("0.125", "EUR", MARCH))
        .isEqualTo(new Conversion.Converted(Amount.of(new Money(12, "EUR"))));
    assertThat(convert("0.135", "EUR", MARCH))
        .isEqualTo(new Conversion.Converted(Amount.of(new Money(14, "EUR"))));
  }

  @Test
  void before_the_first_rate_and_for_other_currencies_there_is_none() {
    for (var conversion :
        List.of(
            convert("1", "USD", Instant.parse("2025-12-31T23:59:59Z")), convert("1", "CHF", MARCH)))
      assertThat(conversion)
          .isInstanceOfSatisfying(
              Implausible.class,
              doubt -> assertThat(doubt.reason()).isEqualTo(QuarantineReason.NO_EXCHANGE_RATE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e15", "-1e15", "1e400", "1e999999999", "1e-999999999", "0e999999999"})
  void an_amount_beyond_counting_is_absurd_and_costs_no_memory(String amount) {
    for (String currency : List.of("EUR", "USD", "CHF"))
      assertThat(convert(amount, currency, MARCH))
          .isInstanceOfSatisfying(
              Implausible.class,
              doubt -> assertThat(doubt.reason()).isEqualTo(QuarantineReason.ABSURD_AMOUNT));
  }

  @Test
  void a_currency_nobody_knows_is_a_mistake() {
    assertThatThrownBy(() -> ShopRules.of("EURO")).hasMessageContaining("EURO");
    assertThatThrownBy(() -> convert("1", "EURO", MARCH)).hasMessageContaining("EURO");
  }

  @Test
  void a_rate_that_is_not_positive_or_given_twice_is_a_mistake() {
    assertThatThrownBy(() -> rate("USD", "2026-01-01", "0")).hasMessageContaining("not positive");
    var twice = List.of(rate("USD", "2026-01-01", "1"), rate("USD", "2026-01-01", "2"));
    assertThatThrownBy(() -> new ExchangeRates(twice)).hasMessageContaining("two rates of USD");
  }
}
