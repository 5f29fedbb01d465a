// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import dev.worth.core.preparation.ExchangeRates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;

/**
 * Reads exchange rates from lines {@code currency,date,rate} below such a header: from that day on,
 * one unit of the currency is worth so many of the shop's. Blank lines are skipped.
 */
public final class RatesCsv {
  private static final String HEADER = "currency,date,rate";

  /**
   * Reads all lines; the caller closes the reader.
   *
   * @throws IllegalArgumentException if a line is no rate; the message names it and the remedy
   */
  public static ExchangeRates read(Reader lines) throws IOException {
    var in = new BufferedReader(lines);
    String header = in.readLine();
    if (header == null || !header.replace("\uFEFF", "").strip().equals(HEADER))
      throw new IllegalArgumentException("line 1 is not the header: start with " + HEADER);
    var rates = new ArrayList<ExchangeRates.Rate>();
    int number = 1;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      if (!line.isBlank()) rates.add(rate(line, number));
    }
    return new ExchangeRates(rates);
  }

  private static ExchangeRates.Rate rate(String line, int number) {
    String[] cells = line.strip().split(",", -1);
    try {
      if (cells.length != 3) throw new IllegalArgumentException(cells.length + " cells");
      var rate = new BigDecimal(cells[2].strip());
      return new ExchangeRates.Rate(cells[0].strip(), LocalDate.parse(cells[1].strip()), rate);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(
          "line " + number + " '" + line + "' is no rate: write one such as USD,2026-01-31,0.92",
          e);
    }
  }

  private RatesCsv() {}
}
