// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.customer.Sum;
import dev.worth.core.customer.Totals;
import dev.worth.core.features.Features;
import dev.worth.protocol.Basis;
import dev.worth.protocol.Stage;

/**
 * The stage of a customer, by the customer's own rhythm: recency is measured against how long this
 * customer may be silent, {@link Patience}, which keeps stages from going back and forth.
 */
public final class LifeCycle {
  static final int LOYAL_FROM_ORDER_DAYS = 5;

  public static Stage stage(Features features) {
    if (features.orders() == 0) return Stage.PROSPECT;
    var patience = Patience.now(features.totals());
    double silence = features.daysSince(features.totals().lastOrder(), 0);
    if (silence > patience.lapsed()) return Stage.LAPSED;
    if (silence > patience.cooling()) return Stage.COOLING;
    if (cameBack(features.totals())) return Stage.WON_BACK;
    if (features.orderDays() == 1) return Stage.NEW;
    return features.orderDays() >= LOYAL_FROM_ORDER_DAYS ? Stage.LOYAL : Stage.ACTIVE;
  }

  public static Basis basis(Features features) {
    if (features.orders() == 0) return Basis.PRIOR;
    return features.orders() < 3 ? Basis.THIN : Basis.FULL;
  }

  /** Whether the newest order ended a silence after which the customer counted as lapsed. */
  private static boolean cameBack(Totals totals) {
    return totals.gaps().n() > 0
        && totals.sum(Sum.LAST_GAP) > Patience.beforeTheLast(totals).lapsed();
  }

  private LifeCycle() {}
}
