// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * A customer's rows in a third of their room, made anew when asked for: of ten million rows that is
 * what decides whether they fit. Never changes.
 */
final class PackedRows extends AbstractList<OrderRow> implements RandomAccess {
  private static final String[] NO_INVOICES = {};

  private final long[] at;

  /** Minor units, doubled; odd for a return. */
  private final long[] amount;

  private final String[] invoice;

  private PackedRows(List<OrderRow> rows) {
    at = rows.stream().mapToLong(OrderRow::at).toArray();
    amount = rows.stream().mapToLong(r -> 2 * r.minor() + (r.purchase() ? 0 : 1)).toArray();
    boolean numbered = rows.stream().anyMatch(row -> !row.invoice().isEmpty());
    invoice = numbered ? rows.stream().map(OrderRow::invoice).toArray(String[]::new) : NO_INVOICES;
  }

  static List<OrderRow> of(List<OrderRow> rows) {
    return new PackedRows(rows);
  }

  @Override
  public OrderRow get(int i) {
    String number = invoice.length == 0 ? "" : invoice[i];
    return new OrderRow(at[i], (amount[i] & 1) == 0, amount[i] >> 1, number);
  }

  @Override
  public int size() {
    return at.length;
  }
}
