// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.renewal;

import dev.worth.core.scoring.Mixture;
import dev.worth.core.scoring.MixtureMember;
import dev.worth.core.scoring.SeasonalClock;
import dev.worth.core.scoring.renewal.RhythmTable;
import dev.worth.learning.btyd.PurchaseRecord;
import dev.worth.learning.btyd.SeasonalFit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The clocks a shop may run on, and what speaks for each. By exposure ({@link ExposureSeason}) is
 * safe for every shop. Where customers keep coming, the months' shares of all orders ({@link
 * SeasonalFit}) also see demand that comes with them; in a single cohort they would take fading for
 * a season. No history can settle the question, so both are kept, weighed by how well each would
 * have foretold the last stretch.
 *
 * @param kept the heaviest first
 */
record Clocks(Histories histories, List<Weighed> kept) {
  /**
   * A clock and what speaks for it.
   *
   * @param memoryless whether on it only rhythms without memory are thought of
   */
  record Weighed(double weight, SeasonalClock clock, boolean memoryless) {}

  /**
   * Odds for shares before any evidence, in shops where customers keep coming: in the one such shop
   * that was looked at, four cuts after its first year favoured them clearly, or were level.
   */
  private static final double PRIOR_ODDS = 9;

  /** Neither is ever ruled out. */
  private static final double MOST_LOG_ODDS = Math.log(19);

  /** Less of a mixture than this is not worth its time. */
  private static final double LEAST_WEIGHT = 0.05;

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
    double free = memoryless(histories, table);
    var parts =
        Stream.of(new Clock(share, shares), new Clock(1 - share, exposure))
            .flatMap(
                c ->
                    Stream.of(
                        new Weighed(c.weight() * (1 - free), c.clock(), false),
                        new Weighed(c.weight() * free, c.clock(), true)))
            .toList();
    return new Clocks(histories, heaviest(parts));
  }

  private record Clock(double weight, SeasonalClock clock) {}

  private static double memoryless(Histories histories, RhythmTable table) {
    var before = histories.until(Regularity.stretchFrom(histories));
    if (before.weights().length == 0) return 0.5;
    return Regularity.memorylessWeight(histories, exposure(before, table), table);
  }

  /** Without those that hardly count, the heaviest first. */
  private static List<Weighed> heaviest(List<Weighed> parts) {
    var kept = parts.stream().filter(p -> p.weight() >= LEAST_WEIGHT).toList();
    double sum = kept.stream().mapToDouble(Weighed::weight).sum();
    return kept.stream()
        .map(p -> new Weighed(p.weight() / sum, p.clock(), p.memoryless()))
        .sorted(Comparator.comparingDouble(p -> -p.weight()))
        .toList();
  }

  /** Those of another fit. */
  static Clocks like(Mixture other, Histories histories) {
    return new Clocks(
        histories, other.members().stream().map(m -> like(m, other.rhythms())).toList());
  }

  private static Weighed like(MixtureMember member, RhythmTable table) {
    boolean memoryless = Regularity.isMemoryless(table, member.shares()[0]);
    return new Weighed(member.weight(), member.clock(), memoryless);
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

  /** One for each clock. */
  List<MixtureMember> members(RhythmTable table) {
    return kept.stream().map(w -> member(w, table)).toList();
  }

  private MixtureMember member(Weighed part, RhythmTable table) {
    var likelihoods = Likelihoods.of(histories.days(), part.clock(), histories.cut(), table);
    double[] shipped = ShippedShares.of(table, histories.customers());
    double[] prior = part.memoryless() ? Regularity.memoryless(table, shipped) : shipped;
    double[] all = Shares.fit(likelihoods, histories.weights(), prior, Shares.PRIOR_CUSTOMERS);
    var cohorts = Cohorts.of(histories);
    double[][] shares = cohorts.shares(histories, likelihoods, all, COHORT_STRENGTH);
    return new MixtureMember(part.weight(), part.clock(), cohorts.starts(), shares);
  }
}
