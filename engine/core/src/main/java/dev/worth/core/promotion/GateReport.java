// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import dev.worth.core.promotion.GateResult.Ruling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What every gate says of a challenger.
 *
 * @param champion what it was compared with
 * @param judgedAt when it was measured
 */
public record GateReport(
    String challenger, String champion, Instant judgedAt, List<GateResult> results) {
  public GateReport {
    results = List.copyOf(results);
  }

  /** How much of a report may be missing or bad. */
  public enum Allowance {
    /** Nothing. */
    NOTHING,
    /** Gates that could not judge. */
    NOT_JUDGED,
    /** Everything but a bundle that cannot answer: somebody takes it upon them, with a reason. */
    FORCED
  }

  /** With further results. */
  public GateReport with(List<GateResult> more) {
    var all = new ArrayList<>(results);
    all.addAll(more);
    return new GateReport(challenger, champion, judgedAt, all);
  }

  /** What stands in the way of promotion; empty when nothing does. */
  public List<GateResult> against(Allowance allowance) {
    return results.stream().filter(result -> stops(result, allowance)).toList();
  }

  private static boolean stops(GateResult result, Allowance allowance) {
    if (result.ruling() == Ruling.PASSED) return false;
    if (result.gate().isAbsolute()) return true;
    if (result.gate().isLive() && result.ruling() == Ruling.NOT_JUDGED) return false;
    return switch (allowance) {
      case NOTHING -> true;
      case NOT_JUDGED -> result.ruling() == Ruling.STOPPED;
      case FORCED -> false;
    };
  }

  /** Results in words, one after the other. */
  static String words(List<GateResult> results) {
    return results.stream()
        .map(
            result ->
                result.gate().name().toLowerCase(java.util.Locale.ROOT) + ": " + result.says())
        .collect(Collectors.joining("; "));
  }
}
