// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.customer.Sum;
import dev.worth.core.customer.Totals;
import dev.worth.core.features.Features;
import dev.worth.protocol.Basis;
import dev.worth.protocol.Stage;

/**
 * The stage of a customer, by the customer's own rhythm: recency is measured in usual gaps between
 * order days. Before a gap is known, {@value #FIRST_GAP} days stand in for it.
 */
public final class LifeCycle {
  /** A usual gap to judge a first-time buyer by, days. */
  static final double FIRST_GAP = 60;

  /** Nobody is called late sooner than this, days. */
  static final double SHORTEST_GAP = 14;

  static final double COOLING_AFTER_GAPS = 2;
  static final double LAPSED_AFTER_GAPS = 4;

  /** Nobody is called lapsed sooner than this, days. */
  static final double LAPSED_AFTER_DAYS = 180;

  static final int LOYAL_FROM_ORDER_DAYS = 5;

  public static Stage stage(Features features) {
    if (features.orders() == 0) return Stage.PROSPECT;
    double usual = usualGap(features.totals());
    double recency = features.daysSince(features.totals().lastOrder(), 0);
    if (recency > Math.max(LAPSED_AFTER_DAYS, LAPSED_AFTER_GAPS * usual)) return Stage.LAPSED;
    if (recency > COOLING_AFTER_GAPS * usual) return Stage.COOLING;
    if (cameBack(features.totals())) return Stage.WON_BACK;
    if (features.orderDays() == 1) return Stage.NEW;
    return features.orderDays() >= LOYAL_FROM_ORDER_DAYS ? Stage.LOYAL : Stage.ACTIVE;
  }

  public static Basis basis(Features features) {
    if (features.orders() == 0) return Basis.PRIOR;
    return features.orders() < 3 ? Basis.THIN : Basis.FULL;
  }

  private static double usualGap(Totals totals) {
    return totals.gaps().n() == 0 ? FIRST_GAP : Math.max(SHORTEST_GAP, totals.gaps().mean());
  }

  /** Whether the newest order ended a silence after which the customer counted as lapsed. */
  private static boolean cameBack(Totals totals) {
    long n = totals.gaps().n();
    if (n == 0) return false;
    double last = totals.sum(Sum.LAST_GAP);
    double before = n == 1 ? FIRST_GAP : (totals.gaps().mean() * n - last) / (n - 1);
    return last > Math.max(LAPSED_AFTER_DAYS, LAPSED_AFTER_GAPS * Math.max(SHORTEST_GAP, before));
  }

  private LifeCycle() {}
}
