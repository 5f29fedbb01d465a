// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /**
   * Sources whose orders flood in.
   *
   * @param weeks orders by source, one map a week, the oldest first
   */
  public static Set<String> flooding(List<Map<String, Long>> weeks) {
    var flooding = new TreeSet<String>();
    for (int week = WEEKS; week < weeks.size(); week++) {
      long all = weeks.get(week).values().stream().mapToLong(Long::longValue).sum();
      for (var told : weeks.get(week).entrySet()) {
        double usual = usual(weeks.subList(0, week), told.getKey());
        boolean many = told.getValue() > Math.max(FEWEST, SMALL * all);
        if (many && told.getValue() > GROWTH * usual) flooding.add(told.getKey());
      }
    }
    return flooding;
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
    for (var week : before.subList(Math.max(0, before.size() - 8), before.size()))
      counts.add(week.getOrDefault(source, 0L));
    counts.sort(null);
    return counts.get(counts.size() / 2);
  }

  private SourceAudit() {}
}
