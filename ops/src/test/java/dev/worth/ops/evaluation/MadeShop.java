// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Rows of a made-up shop: customers come in over 2023 and buy at their own rate until they stop.
 */
final class MadeShop {
  static final LocalDate FIRST = LocalDate.parse("2023-01-01");

  private MadeShop() {}

  /** Lines without a header, by customer, each {@code id,date,purchase,amount}. */
  static List<String> lines(int customers, long seed) {
    var random = new SplittableRandom(seed);
    var lines = new ArrayList<String>();
    for (int c = 0; c < customers; c++) life(lines, "c%05d".formatted(c), random);
    return lines;
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
