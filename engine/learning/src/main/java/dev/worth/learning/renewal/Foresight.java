// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.renewal;

import dev.worth.core.scoring.SeasonalClock;
import dev.worth.core.scoring.renewal.RhythmTable;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * How well a clock would have foretold the last stretch of a history: the likelihood of every
 * purchase and silence in it, given what was known before, under shares that were fitted before
 * (prequential, Dawid, JRSS A 147, 1984). It uses every gap and is less noisy than one horizon's
 * log-loss.
 *
 * @param logs {@code [history]} of those known before the stretch
 */
record Foresight(double[] logs, double[] weights) {
  /** Customers of one shop share its fortunes: they tell less than as many independent ones. */
  private static final double SHARED = 2;

  /**
   * @param whole everything up to the cut
   * @param from first day of the stretch
   * @param clock as it was known at {@code from}
   */
  static Foresight of(Histories whole, int from, SeasonalClock clock, RhythmTable table) {
    var before = whole.until(from);
    var known = Likelihoods.of(before.days(), clock, from, table);
    double[] even = Shares.even(table.size());
    double[] shares = Shares.fit(known, before.weights(), even, Shares.PRIOR_CUSTOMERS);
    var later = whole.knownBy(from);
    var after = Likelihoods.of(later.days(), clock, whole.cut(), table);
    double[] logs = new double[later.weights().length];
    for (int i = 0; i < logs.length; i++) {
      int[] days = later.days().get(i);
      int[] then = Arrays.stream(days).filter(d -> d < from).toArray();
      var past = Likelihoods.logs(then, clock, from, table);
      logs[i] = after.log(i, shares) - Likelihoods.log(past, shares) + stretched(days, from, clock);
    }
    return new Foresight(logs, later.weights());
  }

  /** Back to the density of calendar days. */
  private static double stretched(int[] days, int from, SeasonalClock clock) {
    double sum = 0;
    for (int day : days)
      if (day >= from) sum += Math.log(clock.dayLength(LocalDate.ofEpochDay(day).getMonthValue()));
    return sum;
  }

  /** Log odds for this against another, such that what is likely noise gives odds of 3 at most. */
  double logOddsAgainst(Foresight other) {
    double gain = 0;
    double squares = 0;
    for (int i = 0; i < logs.length; i++) {
      double d = logs[i] - other.logs[i];
      gain += weights[i] * d;
      squares += weights[i] * d * d;
    }
    double noise = 1.96 * SHARED * Math.sqrt(squares);
    return noise == 0 ? 0 : gain / noise * Math.log(3);
  }
}
