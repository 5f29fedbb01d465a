// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes predictions: one line per customer, whole or not at all. */
final class PredictionsFile {
  static final List<String> COLUMNS =
      List.of(
          "customer_id",
          "p_purchase",
          "expected_orders",
          "expected_spend",
          "lower80",
          "upper80",
          "lower90",
          "upper90",
          "q10",
          "q50",
          "q90");

  private static final double LEAST_PROBABILITY = 1e-6;

  private PredictionsFile() {}

  /**
   * Refuses a file that could not be written, before hours go into its content.
   *
   * @throws BadInput with the remedy
   */
  static void check(Path file) {
    var folder = folder(file);
    if (!Files.isDirectory(folder))
      throw new BadInput("there is no folder " + folder + ": make it");
    if (!Files.isWritable(folder)) throw new BadInput("folder " + folder + " is not writable");
    if (Files.isDirectory(file)) throw new BadInput(file + " is a folder: name a file for --out");
  }

  static void write(Path file, Shop shop, Forecast[] forecasts) {
    try {
      var unfinished = Files.createTempFile(folder(file), ".predictions", ".csv");
      try {
        write(unfinished, shop, forecasts, COLUMNS);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, Shop shop, Forecast[] forecasts, List<String> header)
      throws IOException {
    try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      csv.writeRecord(header);
      for (int i = 0; i < forecasts.length; i++) csv.writeRecord(line(shop.id(i), forecasts[i]));
    }
  }

  private static List<String> line(String customer, Forecast f) {
    String lower80 = number(f.quantiles().at(0.1));
    String upper80 = number(f.quantiles().at(0.9));
    return List.of(
        customer,
        number(probability(f.p())),
        number(f.orders()),
        number(f.spend()),
        lower80,
        upper80,
        number(f.quantiles().at(0.05)),
        number(f.quantiles().at(0.95)),
        lower80,
        number(f.quantiles().at(0.5)),
        upper80);
  }

  /** Nothing is certain: a history cannot rule out an order, nor promise one. */
  private static double probability(double p) {
    return Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, p));
  }

  /** As many decimals as over HTTP: with fewer, the log-odds of rare buyers would differ. */
  private static String number(double value) {
    return Double.toString(Math.rint(value * 1e9) / 1e9);
  }

  private static Path folder(Path file) {
    var folder = file.toAbsolutePath().getParent();
    return folder == null ? file.toAbsolutePath() : folder;
  }
}
