// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.renewal;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * How busy the months are in other shops, for a shop whose own history does not tell.
 *
 * <p>The indices were learned by {@link ExposureSeason} from public data sets: twelve numbers a
 * shop, repeat purchases over exposure. A shop that traded in the same years as the history in
 * question is left out, because it might be that very shop.
 */
final class PooledSeason {
  /**
   * One shop's months.
   *
   * @param from first year of its data
   * @param to last year of its data
   * @param index January first
   */
  private record Shop(String goods, int from, int to, double... index) {}

  private static final List<Shop> SHOPS =
      List.of(
          new Shop(
              "records", 1997, 1998, 0.94, 1.09, 1.16, 1.01, 0.92, 1.03, 1.04, 0.86, 0.91, 0.97,
              1.11, 1.02),
          new Shop(
              "gifts", 2009, 2011, 0.77, 0.85, 0.97, 0.89, 1.00, 1.00, 0.93, 0.87, 1.08, 1.16, 1.57,
              1.11),
          new Shop(
              "apparel", 2005, 2010, 0.81, 0.87, 0.83, 0.83, 0.87, 1.35, 0.77, 0.94, 0.84, 1.59,
              1.59, 1.12),
          new Shop(
              "groceries",
              2006,
              2007,
              1.02,
              1.08,
              1.16,
              1.05,
              1.02,
              1.01,
              0.88,
              0.91,
              1.03,
              1.00,
              0.97,
              0.89));

  /** Geometric means over shops that cannot be this one; all 1 when none is left. */
  static double[] besides(LocalDate from, LocalDate until) {
    var others =
        SHOPS.stream().filter(s -> s.to() < from.getYear() || s.from() > until.getYear()).toList();
    double[] index = new double[12];
    for (Shop shop : others)
      for (int m = 0; m < 12; m++) index[m] += Math.log(shop.index()[m]) / others.size();
    return Arrays.stream(index).map(Math::exp).toArray();
  }

  private PooledSeason() {}
}
