// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.util.Locale;

/** Turns the fields of one line into an {@link OrderRow}, or says what is wrong with them. */
final class RowReader {
  private static final int MOST_DIGITS = 12;
  private static final int LONGEST_NUMBER = 40;
  private static final int LONGEST_INVOICE = 100;

  private final int customer;
  private final int time;
  private final int kind;
  private final int amount;
  private final int invoice;
  private final int digits;

  /**
   * @throws BadInput if a column is missing that is needed
   */
  RowReader(CsvFile.Header header, String currency) {
    customer = header.need("customer_id");
    time = header.need("time");
    kind = header.need("kind");
    amount = header.need("amount");
    invoice = header.find("invoice");
    digits = Money.digits(currency);
  }

  /**
   * @throws IllegalArgumentException if the id cannot be one
   */
  String customer(CsvRecord line) {
    String id = new CustomerId(field(line, customer, "customer_id")).value();
    if (id.indexOf('\uFFFD') >= 0)
      throw new IllegalArgumentException(
          "customer_id '%s' is not UTF-8: save the file as UTF-8".formatted(Bad.shown(id)));
    return id;
  }

  /**
   * @throws IllegalArgumentException if a field cannot be read
   */
  OrderRow row(CsvRecord line) {
    return new OrderRow(
        time(field(line, time, "time")),
        purchase(field(line, kind, "kind")),
        minor(field(line, amount, "amount")),
        invoice(line));
  }

  private static String field(CsvRecord line, int at, String name) {
    if (at < line.getFieldCount()) return line.getField(at).strip();
    throw new IllegalArgumentException(
        "it has %d fields and no %s: give every line the fields of the first"
            .formatted(line.getFieldCount(), name));
  }

  private static long time(String text) {
    try {
      return TimeText.parse(text).toEpochMilli();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "time '%s' is not a date: write it as 2010-12-01 or 2010-12-01 08:26"
              .formatted(Bad.shown(text)),
          e);
    }
  }

  private static boolean purchase(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "purchase" -> true;
      case "return" -> false;
      default ->
          throw new IllegalArgumentException(
              "kind '%s' is unknown: write purchase or return".formatted(Bad.shown(text)));
    };
  }

  /** An empty amount is an unknown one and counts as 0. */
  private long minor(String text) {
    if (text.isEmpty()) return 0;
    BigDecimal value = number(text);
    if ((long) value.precision() - value.scale() > MOST_DIGITS || value.scale() > LONGEST_NUMBER)
      throw new IllegalArgumentException(
          "amount '%s' is out of range: at most %d digits before the point"
              .formatted(Bad.shown(text), MOST_DIGITS));
    return value.setScale(digits, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
  }

  private static BigDecimal number(String text) {
    try {
      if (text.length() <= LONGEST_NUMBER) return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw notANumber(text, e);
    }
    throw notANumber(text, null);
  }

  private static IllegalArgumentException notANumber(
      String text, @org.jspecify.annotations.Nullable Exception e) {
    return new IllegalArgumentException(
        "amount '%s' is not a number: write it as 12.30".formatted(Bad.shown(text)), e);
  }

  private String invoice(CsvRecord line) {
    String text =
        invoice < 0 || invoice >= line.getFieldCount() ? "" : line.getField(invoice).strip();
    if (text.length() > LONGEST_INVOICE)
      throw new IllegalArgumentException(
          "invoice '%s' is too long: at most %d characters"
              .formatted(Bad.shown(text), LONGEST_INVOICE));
    return Bad.shown(text, LONGEST_INVOICE);
  }
}
