// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.renewal;

import dev.worth.core.scoring.MixtureMember;
import dev.worth.core.scoring.SeasonalClock;
import dev.worth.core.scoring.renewal.RhythmTable;
import dev.worth.learning.btyd.PurchaseRecord;
import dev.worth.learning.btyd.SeasonalFit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The clocks a shop may run on, and what speaks for each. By exposure ({@link ExposureSeason}) is
 * safe for every shop. Where customers keep coming, the months' shares of all orders ({@link
 * SeasonalFit}) also see demand that comes with them; in a single cohort they would take fading for
 * a season. No history can settle the question, so both are kept, weighed by how well each would
 * have foretold the last stretch.
 *
 * @param share how much the clock by shares of orders weighs, 0 to 1
 */
record Clocks(Histories histories, SeasonalClock exposure, SeasonalClock shares, double share) {
  /** Odds for shares before any evidence, in shops where customers keep coming. */
  private static final double PRIOR_ODDS = 3;

  /** Neither is ever ruled out. */
  private static final double MOST_LOG_ODDS = Math.log(9);

  /** Before the stretch, a season must have been learnable. */
  private static final int LEAST_DAYS = 330;

  private static final int LEAST_STRETCH = 60;
  private static final int LONGEST_STRETCH = 182;

  /** Customers that a cohort's neighbours weigh. */
  private static final double COHORT_STRENGTH = 300;

  private static final long DAY = 86_400;

  static Clocks of(List<PurchaseRecord> customers, Histories histories, RhythmTable table) {
    var exposure = exposure(histories, table);
    var shares = shares(customers, histories.cut());
    boolean same = shares.equals(SeasonalClock.CALENDAR) || !Cohorts.many(histories);
    double share = same ? 0 : share(customers, histories, table);
    return new Clocks(histories, exposure, shares, share);
  }

  private static SeasonalClock exposure(Histories histories, RhythmTable table) {
    var from = LocalDate.ofEpochDay(histories.from());
    var until = LocalDate.ofEpochDay(histories.cut());
    return ExposureSeason.fit(histories, table, PooledSeason.besides(from, until));
  }

  private static SeasonalClock shares(List<PurchaseRecord> customers, int cut) {
    return SeasonalFit.fit(customers, Instant.ofEpochSecond(cut * DAY));
  }

  private static double share(
      List<PurchaseRecord> customers, Histories histories, RhythmTable table) {
    double odds = Math.log(PRIOR_ODDS) + evidence(customers, histories, table);
    double kept = Math.max(-MOST_LOG_ODDS, Math.min(MOST_LOG_ODDS, odds));
    return 1 / (1 + Math.exp(-kept));
  }

  /** For shares, against exposure; 0 where neither could have been known before the stretch. */
  private static double evidence(
      List<PurchaseRecord> customers, Histories histories, RhythmTable table) {
    int days = histories.cut() - histories.from();
    int stretch = Math.min(LONGEST_STRETCH, days - LEAST_DAYS);
    int from = histories.cut() - stretch;
    if (stretch < LEAST_STRETCH || !Cohorts.many(histories.until(from))) return 0;
    var known = shares(customers, from);
    if (known.equals(SeasonalClock.CALENDAR)) return 0;
    var byExposure = exposure(histories.until(from), table);
    return Foresight.of(histories, from, known, table)
        .logOddsAgainst(Foresight.of(histories, from, byExposure, table));
  }

  /** One for each clock that weighs anything, the heaviest first. */
  List<MixtureMember> members(RhythmTable table) {
    if (share == 0) return List.of(member(1, exposure, table));
    var byShares = member(share, shares, table);
    var byExposure = member(1 - share, exposure, table);
    return share >= 0.5 ? List.of(byShares, byExposure) : List.of(byExposure, byShares);
  }

  private MixtureMember member(double weight, SeasonalClock clock, RhythmTable table) {
    var likelihoods = Likelihoods.of(histories.days(), clock, histories.cut(), table);
    double[] even = Shares.even(table.size());
    double[] all = Shares.fit(likelihoods, histories.weights(), even, Shares.PRIOR_CUSTOMERS);
    var cohorts = Cohorts.of(histories);
    double[][] shares = cohorts.shares(histories, likelihoods, all, COHORT_STRENGTH);
    return new MixtureMember(weight, clock, cohorts.starts(), shares);
  }
}
