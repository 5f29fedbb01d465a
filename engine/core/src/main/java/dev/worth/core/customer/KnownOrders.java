// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

import java.util.Arrays;

/**
 * The newest orders by hash, so that a second telling under another id, a cancellation and a refund
 * find theirs.
 *
 * @param rows pairs (hash, total in minor units), oldest first; a cancelled order's total is
 *     negative or zero
 */
record KnownOrders(long[] rows) {
  static final int MOST = 64;
  static final KnownOrders NONE = new KnownOrders(new long[0]);

  KnownOrders plus(long order, long minor) {
    int drop = rows.length >= 2 * MOST ? 2 : 0;
    long[] next = Arrays.copyOfRange(rows, drop, rows.length + 2);
    next[next.length - 2] = order;
    next[next.length - 1] = minor;
    return new KnownOrders(next);
  }

  boolean contains(long order) {
    return indexOf(order) >= 0;
  }

  /**
   * What a cancellation of the order takes away, in minor units: 0 when unknown or cancelled
   * before.
   */
  long open(long order) {
    int i = indexOf(order);
    return i < 0 ? 0 : Math.max(0, rows[i + 1]);
  }

  KnownOrders cancel(long order) {
    int i = indexOf(order);
    if (i < 0) return this;
    long[] next = rows.clone();
    next[i + 1] = -Math.abs(next[i + 1]);
    return new KnownOrders(next);
  }

  private int indexOf(long order) {
    for (int i = rows.length - 2; i >= 0; i -= 2) if (rows[i] == order) return i;
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KnownOrders that && Arrays.equals(rows, that.rows);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rows);
  }
}
