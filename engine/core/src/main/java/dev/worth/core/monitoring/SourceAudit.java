// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who tells labels that nobody should learn from yet: a source that floods, or that corrects far
 * more outcomes than charge-backs and shop counters do. What it told is kept and shown; it is left
 * out of training, of the gates' evidence and of the online layer until somebody trusts it by name.
 */
public final class SourceAudit {
  /** Share of a cut-off's labels that one source may correct. */
  public static final double MOST_CORRECTED = 0.05;

  /** A source may grow to so many times its usual week ... */
  public static final double GROWTH = 4;

  /** ... or stay below this share of the week's orders. */
  public static final double SMALL = 0.05;

  /** Weeks before a source's usual is known. */
  public static final int WEEKS = 4;

  private static final int FEWEST = 20;

  /** An established source's share may change so much, as a factor, while others stay ... */
  private static final double ALONE = 1.5;

  /** ... and by so many standard deviations of its weeks before. */
  private static final double CHANCE = 4;

  private static final int BEFORE = 8;

  /**
   * Small or new sources whose orders flood in. One that much of the shop's orders comes from
   * cannot be left out, see {@link #alone}.
   *
   * @param weeks orders by source, one map a week, the oldest first
   */
  public static Set<String> flooding(List<Map<String, Long>> weeks) {
    var flooding = new TreeSet<String>();
    for (int week = WEEKS; week < weeks.size(); week++) {
      long all = all(weeks.get(week));
      for (var told : weeks.get(week).entrySet()) {
        double usual = usual(weeks.subList(0, week), told.getKey());
        boolean many = told.getValue() > Math.max(FEWEST, SMALL * all);
        boolean isSmall = usual <= SMALL * usual(weeks.subList(0, week));
        if (many && isSmall && told.getValue() > GROWTH * usual) flooding.add(told.getKey());
      }
    }
    return flooding;
  }

  /**
   * Established sources that grew or fell alone: when customers buy more, all sources tell more;
   * one that tells of orders that nobody made, or whose orders are lost on the way, changes its
   * share. Which of its orders are true cannot be told, so they are neither learned from nor left
   * out: what there is stays in use until somebody looks.
   *
   * @param weeks orders by source, one map a week, the oldest first
   * @return the factor by which the share of its odds moved at most, by source
   */
  public static Map<String, Double> alone(List<Map<String, Long>> weeks) {
    var found = new TreeMap<String, Double>();
    for (int week = WEEKS; week < weeks.size(); week++) {
      var before = weeks.subList(Math.max(0, week - BEFORE), week);
      for (String source : sources(before))
        if (isEstablished(before, source)) {
          double factor = moved(before, weeks.get(week), source);
          if (factor > 0) found.merge(source, factor, SourceAudit::farther);
        }
    }
    return found;
  }

  /** One that tells nothing this week is looked at as well. */
  private static Set<String> sources(List<Map<String, Long>> weeks) {
    var sources = new TreeSet<String>();
    for (var week : weeks) sources.addAll(week.keySet());
    return sources;
  }

  private static boolean isEstablished(List<Map<String, Long>> before, String source) {
    double mine = usual(before, source);
    return mine >= FEWEST && usual(before) - mine >= FEWEST;
  }

  /** By what factor; 0 where it may be chance. */
  private static double moved(
      List<Map<String, Long>> before, Map<String, Long> week, String source) {
    double mean = 0;
    for (var one : before) mean += logOdds(one, source) / before.size();
    double variance = 0;
    for (var one : before)
      variance += Math.pow(logOdds(one, source) - mean, 2) / (before.size() - 1);
    double usual = usual(before, source);
    double counting = 1 / usual + 1 / (usual(before) - usual);
    double gap = logOdds(week, source) - mean;
    double chance = Math.sqrt(Math.max(variance, counting) * (1 + 1.0 / before.size()));
    boolean isFar = Math.abs(gap) > Math.log(ALONE) && Math.abs(gap) > CHANCE * chance;
    double mine = change(week.getOrDefault(source, 0L), usual);
    double others = change(all(week) - week.getOrDefault(source, 0L), usual(before) - usual);
    return isFar && mine >= others ? Math.exp(gap) : 0;
  }

  /** Of two whose shares mirror one another, the one that is not as it was. */
  private static double change(double now, double usual) {
    return Math.abs(Math.log((now + 0.5) / (usual + 0.5)));
  }

  private static double logOdds(Map<String, Long> week, String source) {
    double mine = week.getOrDefault(source, 0L);
    return Math.log((mine + 0.5) / (all(week) - mine + 0.5));
  }

  private static double farther(double one, double other) {
    return Math.abs(Math.log(one)) >= Math.abs(Math.log(other)) ? one : other;
  }

  /**
   * Sources that correct too many labels.
   *
   * @param corrected labels that each source changed, of one horizon's
   * @param labels of that horizon
   */
  public static Set<String> overcorrecting(Map<String, Long> corrected, long labels) {
    var found = new TreeSet<String>();
    corrected.forEach(
        (source, count) -> {
          if (count >= FEWEST && count > MOST_CORRECTED * labels) found.add(source);
        });
    return found;
  }

  /** Median of the weeks before, weeks without an order counting as none. */
  private static double usual(List<Map<String, Long>> before, String source) {
    var counts = new ArrayList<Long>();
    for (var week : before.subList(Math.max(0, before.size() - BEFORE), before.size()))
      counts.add(week.getOrDefault(source, 0L));
    counts.sort(null);
    return counts.get(counts.size() / 2);
  }

  /** Median of all orders of a week. */
  private static double usual(List<Map<String, Long>> before) {
    var some = before.subList(Math.max(0, before.size() - BEFORE), before.size());
    return some.stream()
        .mapToLong(SourceAudit::all)
        .sorted()
        .skip(some.size() / 2)
        .findFirst()
        .orElse(0);
  }

  private static long all(Map<String, Long> week) {
    return week.values().stream().mapToLong(Long::longValue).sum();
  }

  private SourceAudit() {}
}
