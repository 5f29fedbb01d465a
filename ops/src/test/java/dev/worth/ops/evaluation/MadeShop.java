// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.core.learning.Trainer;
import dev.worth.ops.terminal.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.SplittableRandom;

/**
 * Rows of a made-up shop: customers come in over 2023 and buy at their own rate until they stop.
 */
public final class MadeShop {
  static final LocalDate FIRST = LocalDate.parse("2023-01-01");

  private MadeShop() {}

  /** Lines without a header, by customer, each {@code id,date,purchase,amount}. */
  public static List<String> lines(int customers, long seed) {
    var random = new SplittableRandom(seed);
    var lines = new ArrayList<String>();
    for (int c = 0; c < customers; c++) life(lines, "c%05d".formatted(c), random);
    return lines;
  }

  /** A version of a family, for ninety days, learned from the orders of a file before a moment. */
  public static byte[] bundle(Path orders, Instant cut, String family, String version) {
    try (var progress = Progress.of("reading", 1)) {
      var shop = new Shop(Orders.read(orders, cut, "EUR", progress), cut, "EUR");
      var request = new Trainer.Request(family, version, cut, 90, "EUR", 1, cut);
      return ServiceLoader.load(Trainer.class)
          .findFirst()
          .orElseThrow()
          .train(shop.histories(), request, share -> {});
    }
  }

  private static void life(List<String> lines, String id, SplittableRandom random) {
    double gap = 5 + 80 * random.nextDouble();
    double usual = 10 + 40 * random.nextDouble();
    double end = -Math.log(random.nextDouble()) * 300;
    double day = random.nextInt(300);
    for (double stop = day + end;
        day <= stop && day < 400;
        day += -Math.log(random.nextDouble()) * gap)
      lines.add(
          String.format(
              Locale.ROOT,
              "%s,%s,purchase,%.2f",
              id,
              FIRST.plusDays((long) day),
              usual * (0.5 + random.nextDouble())));
  }
}
