// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.monitoring;

import dev.worth.core.features.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is looked at once a cut-off, and when it is cause for alarm. */
public final class Watch {
  /** Index beyond which a distribution is another one. */
  public static final double MOVED = 0.25;

  /** Standard deviations that chance does not reach. */
  public static final double CHANCE = 4;

  /** The 80 % interval may cover so much less or more, as a share. */
  public static final double COVERAGE_GAP = 0.05;

  /** Of the total spend, in percent. */
  public static final double BIAS_PCT = 20;

  /** With fewer nothing is said. */
  public static final int FEWEST = 100;

  private static final double RELEVANT = 0.02;

  /** Order values and orders may change so much, as a factor, before it is cause for alarm. */
  private static final double FACTOR = 1.25;

  private static final int FEWEST_ORDERS = 30;

  /**
   * Orders of some weeks before against those of the newest: whether they are worth as much, and
   * whether there are as many.
   *
   * @param before orders by value, two bins to a doubling
   * @param weeks that {@code before} is of
   */
  public static List<Alarm> orders(long[] before, int weeks, long[] now) {
    var alarms = new ArrayList<Alarm>();
    double all = total(before);
    double usual = all / weeks;
    double newest = total(now);
    if (usual < FEWEST_ORDERS) return alarms;
    double factor = newest / usual;
    double gap = (newest - usual) / Math.sqrt(usual * (1 + 1.0 / weeks));
    if (isFar(factor) && Math.abs(gap) > CHANCE)
      alarms.add(
          alarm("order-count", gap, CHANCE, "%.0f orders in a week, usually %.0f", newest, usual));
    if (newest >= FEWEST_ORDERS) alarms.addAll(values(before, now));
    return alarms;
  }

  private static List<Alarm> values(long[] before, long[] now) {
    double[] was = moments(before);
    double[] is = moments(now);
    double gap = (is[0] - was[0]) / Math.sqrt(was[1] / total(before) + is[1] / total(now));
    double factor = Math.pow(2, (is[0] - was[0]) / 2);
    if (!isFar(factor) || Math.abs(gap) <= CHANCE) return List.of();
    String says = "an order is worth %.2f times what it was in the weeks before";
    return List.of(alarm("order-values", gap, CHANCE, says, factor));
  }

  private static boolean isFar(double factor) {
    return factor > FACTOR || factor < 1 / FACTOR;
  }

  /** Mean and variance of the bin. */
  private static double[] moments(long[] bins) {
    double n = total(bins);
    double mean = 0;
    for (int i = 0; i < bins.length; i++) mean += bins[i] * i / n;
    double variance = 0;
    for (int i = 0; i < bins.length; i++) variance += bins[i] * (i - mean) * (i - mean) / n;
    return new double[] {mean, variance};
  }

  /** Two samples of the same thing. */
  public static List<Alarm> moved(String what, double[] before, double[] now) {
    double psi = Drift.psi(before, now);
    boolean enough = before.length >= FEWEST && now.length >= FEWEST;
    return enough && psi > MOVED ? List.of(moved(what, psi)) : List.of();
  }

  /** Features, one row a customer; those that moved, each by its name. */
  public static List<Alarm> features(List<float[]> before, List<float[]> now) {
    var alarms = new ArrayList<Alarm>();
    for (Feature feature : Feature.values()) {
      int i = feature.ordinal();
      alarms.addAll(moved("feature " + feature.code(), column(before, i), column(now, i)));
    }
    return alarms;
  }

  /** Forecasts whose outcome is there, of one version and one cut-off. */
  public static List<Alarm> came(List<Served> forecasts) {
    var due = forecasts.stream().filter(Served::isDue).toList();
    if (due.size() < FEWEST) return List.of();
    var cohort = Cohort.of("due", due);
    var alarms = new ArrayList<Alarm>();
    double shift = shift(due);
    double gap = cohort.actualShare() - cohort.predictedShare();
    if (Math.abs(shift) > CHANCE && Math.abs(gap) > RELEVANT)
      alarms.add(
          alarm(
              "calibration",
              shift,
              CHANCE,
              "%.1f %% were foretold to buy and %.1f %% did",
              100 * cohort.predictedShare(),
              100 * cohort.actualShare()));
    double covered = cohort.coverage().getOrDefault(80, Double.NaN);
    if (covered < 0.8 - COVERAGE_GAP - 4 * Math.sqrt(0.16 / due.size()))
      alarms.add(
          alarm(
              "coverage",
              covered,
              0.8 - COVERAGE_GAP,
              "80 %% intervals held %.1f %%",
              100 * covered));
    if (Math.abs(cohort.spendBiasPct()) > BIAS_PCT && Math.abs(shift) > CHANCE)
      alarms.add(
          alarm(
              "bias",
              cohort.spendBiasPct(),
              BIAS_PCT,
              "spend missed by %.1f %%",
              cohort.spendBiasPct()));
    return alarms;
  }

  private static double shift(List<Served> due) {
    boolean[] bought = new boolean[due.size()];
    double[] p = new double[due.size()];
    for (int i = 0; i < p.length; i++) {
      bought[i] = due.get(i).came().orElseThrow().purchased();
      p[i] = due.get(i).made().purchaseProbability();
    }
    return Expected.shift(bought, p);
  }

  private static Alarm moved(String what, double psi) {
    return alarm(what, psi, MOVED, "stability index %.2f against the weeks before", psi);
  }

  private static Alarm alarm(
      String what, double figure, double limit, String says, Object... figures) {
    return new Alarm(what, figure, limit, String.format(Locale.ROOT, says, figures));
  }

  private static double[] column(List<float[]> rows, int i) {
    return rows.stream().mapToDouble(row -> row[i]).toArray();
  }

  private static long total(long[] counts) {
    long total = 0;
    for (long count : counts) total += count;
    return total;
  }

  private Watch() {}
}
