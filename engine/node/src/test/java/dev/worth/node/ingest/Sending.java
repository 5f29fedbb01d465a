// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.core.preparation.ExchangeRates;
import dev.worth.core.preparation.Limits;
import dev.worth.core.preparation.ShopRules;
import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.Money;
import dev.worth.protocol.Problem.FieldError;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A shop in EUR that takes dollars, and what it is sent. */
final class Sending {
  static final Instant AT = Instant.parse("2026-03-01T12:30:15.250Z");
  static final Instant NOW = Instant.parse("2026-03-01T12:31:00Z");

  static final Ingest SHOP =
      new Ingest(
          new ShopRules(
              "EUR",
              new ExchangeRates(
                  List.of(
                      new ExchangeRates.Rate(
                          "USD", LocalDate.parse("2026-01-01"), new BigDecimal("0.5")))),
              Limits.USUAL));

  static Reading read(String text) {
    return read(text.getBytes(UTF_8));
  }

  static Reading read(byte[] bytes) {
    return SHOP.read(bytes, 0, bytes.length, NOW);
  }

  static List<Reading> readBatch(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return SHOP.readBatch(bytes, 0, bytes.length, NOW);
  }

  /** A CloudEvent about customer c-1 at {@link #AT}; quotes may be written as apostrophes. */
  static String cloudEvent(String type, String data) {
    return """
    {"specversion":"1.0","id":"e-1","source":"/shop","type":"%s",
     "time":"2026-03-01T12:30:15.250Z","subject":"c-1","data":%s}\
    """
        .formatted(type, data.replace('\'', '"'));
  }

  static CustomerEvent fact(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Fact.class);
    return ((Reading.Fact) reading).event();
  }

  static CustomerEvent fact(String type, String data) {
    return fact(read(cloudEvent(type, data)));
  }

  static CustomerEvent.EventQuarantined quarantined(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Quarantined.class);
    return ((Reading.Quarantined) reading).event();
  }

  static List<FieldError> errors(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Rejected.class);
    return ((Reading.Rejected) reading).problem().errors();
  }

  static List<String> pointers(Reading reading) {
    return errors(reading).stream().map(FieldError::pointer).toList();
  }

  static Amount euro(long cents) {
    return Amount.of(new Money(cents, "EUR"));
  }

  private Sending() {}
}
