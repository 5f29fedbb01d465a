// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.renewal;

import dev.worth.core.scoring.SeasonalClock;
import dev.worth.core.scoring.renewal.RhythmTable;
import java.time.LocalDate;
import java.util.stream.IntStream;

/**
 * Learns how busy each month of the year is from repeat purchases over what those who were there
 * would have bought without a season, Breslow's step (Biometrics 30, 1974). It divides by who was
 * there, so growth and customers who fade do not look like a season.
 *
 * <p>A month's level differs from year to year too, so one year's word is worth as much as other
 * shops' word ({@link PooledSeason}) and is drawn half-way to it; several years outweigh them.
 */
final class ExposureSeason {
  private static final int ROUNDS = 3;
  private static final double PSEUDO_PURCHASES = 20;

  /** How far, on a log scale, a month's level differs from one year to another. */
  private static final double YEARLY = 0.15;

  /** How far a shop's months differ from those of other shops. */
  private static final double FROM_OTHERS = 0.15;

  /** A shorter history cannot tell a season from customers who age. */
  private static final double LEAST_DAYS = 330;

  /** Purchases and exposure by month. */
  private record Count(double[] purchases, double[] exposure) {}

  /**
   * @param others month indices of other shops
   */
  static SeasonalClock fit(Histories histories, RhythmTable table, double[] others) {
    var clock = levelled(others, histories);
    if (histories.cut() - histories.from() < LEAST_DAYS) return clock;
    for (int round = 0; round < ROUNDS; round++) clock = better(histories, table, others, clock);
    return clock;
  }

  private static SeasonalClock better(
      Histories histories, RhythmTable table, double[] others, SeasonalClock clock) {
    var likelihoods = Likelihoods.of(histories.days(), clock, histories.cut(), table);
    double[] even = Shares.even(table.size());
    double[] shares = Shares.fit(likelihoods, histories.weights(), even, Shares.PRIOR_CUSTOMERS);
    var count = count(histories, table, likelihoods, shares, clock);
    double years = (histories.cut() - histories.from()) / 365.25;
    double[] index = new double[12];
    double[] own = new double[12];
    for (int m = 0; m < 12; m++)
      own[m] =
          Math.log(
              clock.dayLength(m + 1)
                  * (count.purchases()[m] + PSEUDO_PURCHASES)
                  / (count.exposure()[m] + PSEUDO_PURCHASES));
    for (int m = 0; m < 12; m++) {
      double trust = 1 / (YEARLY * YEARLY / years + 1 / (count.purchases()[m] + 1));
      double doubt = 1 / (FROM_OTHERS * FROM_OTHERS);
      index[m] = Math.exp((trust * own[m] + doubt * Math.log(others[m])) / (trust + doubt));
    }
    return levelled(index, histories);
  }

  /** A day of the history is 1 on average. */
  static SeasonalClock levelled(double[] index, Histories histories) {
    var clock = new SeasonalClock(index, 1);
    int days = Math.max(1, histories.cut() - histories.from());
    double mean =
        (clock.atStartOf(histories.cut()) - clock.atStartOf(histories.cut() - days)) / days;
    double[] level = new double[12];
    for (int m = 0; m < 12; m++) level[m] = index[m] / mean;
    return new SeasonalClock(level, 1);
  }

  private static Count count(
      Histories histories,
      RhythmTable table,
      Likelihoods likelihoods,
      double[] shares,
      SeasonalClock clock) {
    int parts = 8;
    var counts =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(
                part -> {
                  var count = new Count(new double[12], new double[12]);
                  for (int i = part; i < histories.weights().length; i += parts)
                    add(count, histories, i, table, likelihoods.posterior(i, shares), clock);
                  return count;
                })
            .toList();
    var all = new Count(new double[12], new double[12]);
    for (Count count : counts)
      for (int m = 0; m < 12; m++) {
        all.purchases()[m] += count.purchases()[m];
        all.exposure()[m] += count.exposure()[m];
      }
    return all;
  }

  private static void add(
      Count count,
      Histories histories,
      int i,
      RhythmTable table,
      double[] posterior,
      SeasonalClock clock) {
    int[] days = histories.days().get(i);
    double weight = histories.weights()[i];
    for (int j = 0; j < days.length; j++) {
      int end = j + 1 < days.length ? days[j + 1] : histories.cut();
      if (j > 0) count.purchases()[month(days[j])] += weight;
      expose(count.exposure(), days[j], end, weight, table, posterior, clock);
    }
  }

  /** The cumulative hazard of a gap is minus the logarithm of its silence. */
  private static void expose(
      double[] exposure,
      int start,
      int end,
      double weight,
      RhythmTable table,
      double[] posterior,
      SeasonalClock clock) {
    double origin = clock.atStartOf(start);
    double before = 0;
    for (int from = start; from < end; ) {
      var date = LocalDate.ofEpochDay(from);
      int to = Math.min(end, from + date.lengthOfMonth() - date.getDayOfMonth() + 1);
      double[] quiet = new double[posterior.length];
      table.addSilence(clock.atStartOf(to) - origin, 1, quiet);
      double hazard = 0;
      for (int g = 0; g < quiet.length; g++) hazard -= posterior[g] * quiet[g];
      exposure[date.getMonthValue() - 1] += weight * (hazard - before);
      before = hazard;
      from = to;
    }
  }

  private static int month(int day) {
    return LocalDate.ofEpochDay(day).getMonthValue() - 1;
  }

  private ExposureSeason() {}
}
