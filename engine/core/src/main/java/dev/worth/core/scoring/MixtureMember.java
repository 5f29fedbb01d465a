// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.scoring.renewal.RhythmTable;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Customers of many rhythms on one clock: which of them a customer follows is learned from the gaps
 * between purchases and the silence since the last one, by Bayes' rule. How common a rhythm is may
 * depend on when a customer came: shares are kept for each cohort of first purchases.
 *
 * @param weight of this member among those of its {@link Mixture}
 * @param clock on which the rhythms run
 * @param cohorts first day since 1970 of each cohort but the first, ascending
 * @param shares {@code [cohort][rhythm]}, each row summing to 1
 */
public record MixtureMember(double weight, SeasonalClock clock, int[] cohorts, double[][] shares) {
  private static final double LEAST_POSTERIOR = 1e-6;

  /** How much less likely, on a log scale, a rhythm may be than the likeliest to matter. */
  private static final double NEGLIGIBLE = 20;

  private static final long DAY = 86_400;

  public MixtureMember {
    Parameters.positive("mixture", "weight", weight);
    if (shares.length != cohorts.length + 1)
      throw new IllegalArgumentException(
          shares.length + " cohorts with shares but " + cohorts.length + " days between them");
    cohorts = cohorts.clone();
    shares = Arrays.stream(shares).map(double[]::clone).toArray(double[][]::new);
  }

  @Override
  public int[] cohorts() {
    return cohorts.clone();
  }

  @Override
  public double[][] shares() {
    return Arrays.stream(shares).map(double[]::clone).toArray(double[][]::new);
  }

  void check(int rhythms) {
    for (double[] row : shares)
      if (row.length != rhythms)
        throw new IllegalArgumentException(
            row.length + " shares of " + rhythms + " rhythms: give one for each");
  }

  /**
   * How somebody will buy within a horizon.
   *
   * @param pPurchase probability of at least one purchase
   * @param expected mean number of purchases
   * @param counts element n is P(N = n)
   */
  record Ahead(double pPurchase, double expected, double[] counts) {}

  Ahead ahead(RhythmTable table, Purchases customer, Instant now, double horizon) {
    double silence = silence(customer, now);
    return ahead(table, posterior(table, customer, silence), silence, horizon);
  }

  /** Probability of at least one purchase within so many calendar days from now. */
  DoubleUnaryOperator purchases(RhythmTable table, Purchases customer, Instant now) {
    double silence = silence(customer, now);
    double[] posterior = posterior(table, customer, silence);
    return days -> {
      double horizon = clock.elapsed(now, ClosedForm.after(now, days));
      double[] quiet = quiet(table, silence, horizon);
      double p = 0;
      for (int g = 0; g < posterior.length; g++)
        if (posterior[g] > LEAST_POSTERIOR) p += posterior[g] * buys(quiet[g]);
      return Math.min(1, p);
    };
  }

  private double silence(Purchases customer, Instant now) {
    var last = Instant.ofEpochSecond(day(customer.last()) * DAY);
    return Math.max(0, clock.elapsed(last, now));
  }

  private double[] posterior(RhythmTable table, Purchases customer, double silence) {
    double[] logs = new double[table.size()];
    addGaps(table, customer, logs);
    table.addSilence(silence, 1, logs);
    return posterior(day(customer.first()), logs);
  }

  /** Of somebody whose first purchase is at a moment. */
  Ahead newcomer(RhythmTable table, Instant at, double horizon) {
    return ahead(table, shares[cohort(day(at))], 0, horizon);
  }

  private static Ahead ahead(
      RhythmTable table, double[] posterior, double silence, double horizon) {
    var expected = table.expected(silence, horizon);
    double[] quiet = quiet(table, silence, horizon);
    double p = 0;
    double mean = 0;
    var counts = new CountMixture();
    for (int g = 0; g < posterior.length; g++) {
      if (posterior[g] <= LEAST_POSTERIOR) continue;
      double buys = buys(quiet[g]);
      p += posterior[g] * buys;
      double purchases = expected.applyAsDouble(g);
      mean += posterior[g] * purchases;
      if (buys > 0) counts.add(posterior[g] * buys, Math.max(0, purchases / buys - 1));
    }
    return new Ahead(Math.min(1, p), mean, counts.toArray());
  }

  /** Log probability of no purchase in the horizon after a silence, for every rhythm. */
  private static double[] quiet(RhythmTable table, double silence, double horizon) {
    double[] quiet = new double[table.size()];
    table.addSilence(silence + horizon, 1, quiet);
    table.addSilence(silence, -1, quiet);
    return quiet;
  }

  private static double buys(double quiet) {
    return 1 - Math.exp(Math.min(0, quiet));
  }

  /** The remembered gaps one by one, the older ones as if spread around their mean. */
  private void addGaps(RhythmTable table, Purchases customer, double[] sum) {
    var days = customer.recent();
    long oldest = days.size() == 0 ? day(customer.last()) : days.get(0);
    int older = customer.repeats() - Math.max(0, days.size() - 1);
    double before = clock.atStartOf(oldest);
    double mean = (before - clock.atStartOf(day(customer.first()))) / Math.max(1, older);
    if (older > 0) addSpread(table, mean, older, sum);
    for (int i = 1; i < days.size(); i++) {
      double at = clock.atStartOf(days.get(i));
      table.addGap(at - before, 1, sum);
      before = at;
    }
  }

  /** Gaps of which the mean is known, taken for exponential: the means of its four quarters. */
  private static void addSpread(RhythmTable table, double mean, int times, double[] sum) {
    for (double size : new double[] {0.1369, 0.4769, 0.9999, 2.3863})
      table.addGap(size * mean, times / 4.0, sum);
  }

  private int cohort(long day) {
    int cohort = 0;
    while (cohort < cohorts.length && cohorts[cohort] <= day) cohort++;
    return cohort;
  }

  private double[] posterior(long firstDay, double[] logs) {
    double most = Double.NEGATIVE_INFINITY;
    for (double log : logs) most = Math.max(most, log);
    double[] share = shares[cohort(firstDay)];
    double[] posterior = new double[logs.length];
    double sum = 0;
    for (int g = 0; g < logs.length; g++)
      if (logs[g] > most - NEGLIGIBLE) sum += posterior[g] = share[g] * Math.exp(logs[g] - most);
    for (int g = 0; g < logs.length; g++) posterior[g] /= sum;
    return posterior;
  }

  private static long day(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), DAY);
  }
}
