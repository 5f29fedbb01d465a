// SPDX-License-Identifier: Apache-2.0
package dev.worth.node;

import dev.worth.core.preparation.ExchangeRates;
import dev.worth.node.ingest.RatesCsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The exchange rates a shop was set up with. */
final class Rates {
  /**
   * @throws IllegalArgumentException if a line is no rate
   * @throws UncheckedIOException if the file cannot be read
   */
  static ExchangeRates of(Optional<Path> file) {
    return file.map(Rates::read).orElse(ExchangeRates.NONE);
  }

  private static ExchangeRates read(Path file) {
    try (var lines = Files.newBufferedReader(file)) {
      return RatesCsv.read(lines);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("worth.rates-file " + file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("worth.rates-file " + file + " cannot be read: " + e, e);
    }
  }

  private Rates() {}
}
