// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.renewal;

import dev.worth.core.scoring.SeasonalClock;
import dev.worth.core.scoring.renewal.RhythmTable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Whether purchases come by chance alone or with some regularity: how much of a mixture shall know
 * only rhythms without memory.
 *
 * <p>The likelihood of gaps prefers regular rhythms nearly everywhere, because it is about the days
 * on which orders fall. Who buys within months is another question, and there rhythms without
 * memory were as good or better in most shops. So the question itself is asked of the last part of
 * the history: both kinds foretell who buys in it, and are mixed as they would have served best,
 * drawn to one half as far as chance could have made the difference.
 */
final class Regularity {
  private static final double UNKNOWN = 0.5;
  private static final int LONGEST_STRETCH = 182;
  private static final int LEAST_STRETCH = 30;
  private static final int LEAST_CUSTOMERS = 100;
  private static final int STEPS = 10;
  private static final int NEWTON = 25;

  private Regularity() {}

  /** Even shares of the rhythms without memory, none of the others. */
  static double[] memoryless(RhythmTable table, double[] prior) {
    double[] kept = prior.clone();
    for (int g = 0; g < kept.length; g++) if (table.rhythms().get(g).phases() > 1) kept[g] = 0;
    double sum = Arrays.stream(kept).sum();
    for (int g = 0; g < kept.length; g++) kept[g] /= sum;
    return kept;
  }

  /** Whether shares know only rhythms without memory. */
  static boolean isMemoryless(RhythmTable table, double[] shares) {
    return IntStream.range(0, shares.length)
        .allMatch(g -> shares[g] == 0 || table.rhythms().get(g).phases() == 1);
  }

  /** First day of the stretch that judges. */
  static int stretchFrom(Histories histories) {
    int days = histories.cut() - histories.from();
    return histories.cut() - Math.min(LONGEST_STRETCH, days / 3);
  }

  /**
   * Weight of the rhythms without memory, 0 to 1.
   *
   * @param clock as it was known before the stretch
   */
  static double memorylessWeight(Histories histories, SeasonalClock clock, RhythmTable table) {
    int from = stretchFrom(histories);
    var before = histories.until(from);
    if (histories.cut() - from < LEAST_STRETCH || before.customers() < LEAST_CUSTOMERS)
      return UNKNOWN;
    var known = Likelihoods.of(before.days(), clock, from, table);
    double[] prior = ShippedShares.of(table, before.customers());
    var regular = shares(known, before, prior);
    var free = shares(known, before, memoryless(table, prior));
    return new Stretch(histories.knownBy(from), from, clock, table).best(regular, free);
  }

  private static double[] shares(Likelihoods known, Histories before, double[] prior) {
    return Shares.fit(known, before.weights(), prior, Shares.PRIOR_CUSTOMERS);
  }

  /** The stretch, and who was known when it began. */
  private record Stretch(Histories known, int from, SeasonalClock clock, RhythmTable table) {
    double best(double[] regular, double[] free) {
      double[] bought = new double[size()];
      Arrays.setAll(bought, i -> bought(i) ? 1 : 0);
      double[] p = buying(regular);
      double[] q = buying(free);
      double[] middle = losses(bought, p, q, UNKNOWN);
      double best = UNKNOWN;
      double[] least = middle;
      for (int step = 0; step <= STEPS; step++) {
        double[] losses = losses(bought, p, q, (double) step / STEPS);
        if (mean(losses) >= mean(least)) continue;
        least = losses;
        best = (double) step / STEPS;
      }
      return UNKNOWN + (best - UNKNOWN) * trust(middle, least);
    }

    private int size() {
      return known.weights().length;
    }

    private boolean bought(int i) {
      int[] days = known.days().get(i);
      return days[days.length - 1] >= from;
    }

    private double[] buying(double[] shares) {
      double horizon = clock.atStartOf(known.cut()) - clock.atStartOf(from);
      return IntStream.range(0, size())
          .parallel()
          .mapToDouble(i -> buying(i, shares, horizon))
          .toArray();
    }

    private double buying(int i, double[] shares, double horizon) {
      int[] past = Arrays.stream(known.days().get(i)).filter(d -> d < from).toArray();
      double[] logs = Likelihoods.logs(past, clock, from, table);
      double silence = clock.atStartOf(from) - clock.atStartOf(past[past.length - 1]);
      double[] quiet = new double[logs.length];
      table.addSilence(silence + horizon, 1, quiet);
      table.addSilence(silence, -1, quiet);
      double most = Arrays.stream(logs).max().orElse(0);
      double sum = 0;
      double buys = 0;
      for (int g = 0; g < logs.length; g++) {
        double weight = shares[g] * Math.exp(logs[g] - most);
        sum += weight;
        buys += weight * (1 - Math.exp(Math.min(0, quiet[g])));
      }
      return Math.min(1 - 1e-9, Math.max(1e-9, buys / sum));
    }

    /** Of each customer, at the level that suits the whole stretch: levels are the clock's. */
    private double[] losses(double[] bought, double[] p, double[] q, double free) {
      double[] odds = new double[p.length];
      Arrays.setAll(odds, i -> logOdds((1 - free) * p[i] + free * q[i]));
      double level = level(bought, odds);
      double[] losses = new double[p.length];
      Arrays.setAll(losses, i -> loss(bought[i], odds[i] + level));
      return losses;
    }

    private double level(double[] bought, double[] odds) {
      double level = 0;
      for (int round = 0; round < NEWTON; round++) {
        double slope = 0;
        double bend = 1e-9;
        for (int i = 0; i < odds.length; i++) {
          double p = 1 / (1 + Math.exp(-odds[i] - level));
          slope += known.weights()[i] * (bought[i] - p);
          bend += known.weights()[i] * p * (1 - p);
        }
        level += Math.max(-1, Math.min(1, slope / bend));
      }
      return level;
    }

    private double mean(double[] values) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) sum += known.weights()[i] * values[i];
      return sum / known.customers();
    }

    /** The share of a squared gain that is not noise. */
    private double trust(double[] middle, double[] least) {
      double gain = mean(middle) - mean(least);
      if (gain <= 0) return 0;
      double squares = 0;
      for (int i = 0; i < middle.length; i++)
        squares += known.weights()[i] * Math.pow(middle[i] - least[i] - gain, 2);
      double error = squares / Math.pow(known.customers(), 2);
      return Math.max(0, 1 - error / (gain * gain));
    }
  }

  private static double logOdds(double p) {
    return Math.log(p) - Math.log1p(-p);
  }

  private static double loss(double bought, double odds) {
    return Math.max(0, odds) + Math.log1p(Math.exp(-Math.abs(odds))) - bought * odds;
  }
}
