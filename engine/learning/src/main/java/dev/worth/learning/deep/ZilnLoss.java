// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

import dev.worth.core.learning.Label;
import dev.worth.learning.deep.ZilnNet.Heads;

/**
 * How unlikely the outcomes were: the binary entropy of buying, the log-normal likelihood of what
 * those spent who paid anything, and the Poisson likelihood of buyers' orders over its dispersion.
 *
 * @param dispersion variance of buyers' orders over their mean, at least 1
 */
record ZilnLoss(double dispersion) {
  private static final int BOUGHT = 0;
  private static final int PAID = 1;
  private static final int LOG_SPEND = 2;
  private static final int ORDERS = 3;

  /** Outcomes as columns. */
  static Matrix columns(Label[] labels) {
    float[][] rows = new float[labels.length][];
    for (int i = 0; i < rows.length; i++) {
      double spend = labels[i].purchased() ? labels[i].spend() : 0;
      rows[i] =
          new float[] {
            labels[i].purchased() ? 1 : 0,
            spend > 0 ? 1 : 0,
            spend > 0 ? (float) Math.log(spend) : 0,
            labels[i].orders()
          };
    }
    return Matrix.of(rows);
  }

  /**
   * @param outcomes see {@link #columns}
   * @return the mean over the rows
   */
  <T> T of(Ops<T> ops, Heads<T> heads, T outcomes) {
    T all = ops.add(purchase(ops, heads, outcomes), spend(ops, heads, outcomes));
    return ops.mean(ops.add(all, orders(ops, heads, outcomes)));
  }

  private static <T> T purchase(Ops<T> ops, Heads<T> heads, T outcomes) {
    T bought = ops.column(outcomes, BOUGHT);
    T yes = ops.multiply(bought, ops.logSigmoid(heads.odds()));
    T no =
        ops.multiply(
            ops.subtract(ops.row(1), bought), ops.logSigmoid(ops.scaled(heads.odds(), -1)));
    return ops.scaled(ops.add(yes, no), -1);
  }

  private static <T> T spend(Ops<T> ops, Heads<T> heads, T outcomes) {
    T miss = ops.subtract(ops.column(outcomes, LOG_SPEND), heads.location());
    T off = ops.divide(miss, heads.deviation());
    T surprise = ops.add(ops.log(heads.deviation()), ops.scaled(ops.multiply(off, off), 0.5));
    return ops.multiply(ops.column(outcomes, PAID), surprise);
  }

  private <T> T orders(Ops<T> ops, Heads<T> heads, T outcomes) {
    T seen = ops.multiply(ops.column(outcomes, ORDERS), heads.orders());
    T surprise = ops.subtract(ops.exp(heads.orders()), seen);
    return ops.scaled(ops.multiply(ops.column(outcomes, BOUGHT), surprise), 1 / dispersion);
  }
}
