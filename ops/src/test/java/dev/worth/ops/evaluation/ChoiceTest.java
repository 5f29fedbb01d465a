// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.learning.btyd.BackboneFit.Options;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  private static final long DAY = 86_400_000;
  private static final Instant CUT = Instant.ofEpochMilli(19_723 * DAY); // 2024-01-01
  private static final double[] FLAT = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  private static final double[] GIFTS = {.5, .5, .7, .8, .8, .8, .8, .8, 1, 1.4, 2.6, 2.2};

  @Test
  void a_shop_with_a_season_chooses_the_seasonal_clock() {
    assertThat(choice(GIFTS, Double.POSITIVE_INFINITY).best().option().model()).endsWith("_season");
  }

  @Test
  void a_shop_without_a_season_keeps_the_calendar() {
    assertThat(choice(FLAT, Double.POSITIVE_INFINITY).best().option())
        .isIn(Options.BGNBD, Options.PNBD);
  }

  @Test
  void customers_who_stop_between_purchases_speak_for_pareto() {
    assertThat(choice(FLAT, 200).best().option()).isIn(Options.PNBD, Options.PNBD_SEASON);
  }

  @Test
  void the_evidence_names_every_candidate() {
    assertThat(choice(FLAT, 200).evidence())
        .contains("bgnbd ", "bgnbd_season ", "pnbd ", "pnbd_season ");
  }

  /**
   * Two years of a shop whose customers keep arriving and buy at gamma rates.
   *
   * @param months how busy each month is
   * @param life mean days until a customer stops, whether they have bought or not
   */
  private static Choice choice(double[] months, double life) {
    var random = new SplittableRandom(5);
    var rows = new TreeMap<String, List<OrderRow>>();
    for (int c = 0; c < 800; c++) {
      double rate = (1 + random.nextInt(8)) / 120.0;
      double day = CUT.toEpochMilli() / DAY - 730 + random.nextDouble() * 700;
      double stop =
          life == Double.POSITIVE_INFINITY ? life : day - life * Math.log(random.nextDouble());
      rows.put("c%04d".formatted(c), life(day, stop, rate, months, random));
    }
    return Choice.of(new Shop(new Orders(rows, 0, 0), CUT, "EUR"));
  }

  /** Thinning: a purchase at the busiest month's rate is kept with the share of its own month. */
  private static List<OrderRow> life(
      double first, double stop, double rate, double[] months, SplittableRandom random) {
    var rows = new ArrayList<OrderRow>(List.of(row(first)));
    double end = Math.min(stop, CUT.toEpochMilli() / (double) DAY);
    double most = 2.6;
    for (double day = first; ; ) {
      day -= Math.log(random.nextDouble()) / (rate * most);
      if (day >= end) return rows;
      int month =
          Instant.ofEpochMilli((long) (day * DAY)).atZone(java.time.ZoneOffset.UTC).getMonthValue();
      if (random.nextDouble() < months[month - 1] / most) rows.add(row(day));
    }
  }

  private static OrderRow row(double day) {
    return new OrderRow((long) (day * DAY), true, 1_000, "");
  }
}
