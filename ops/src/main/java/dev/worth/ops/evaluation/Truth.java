// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import java.nio.file.Path;

/** What the customers of a task did in its horizon, sorted by id. */
record Truth(String[] ids, boolean[] purchased, double[] spend, double[] orders) {

  /**
   * @throws BadInput if the file is no truth of a transaction task
   */
  static Truth read(Path file) {
    var table = NumberTable.read(file);
    if (table.rows().isEmpty()) throw new BadInput(file + " names no customers");
    String[] ids = table.ids();
    double[] labels = need(table, "purchased", ids);
    boolean[] purchased = new boolean[ids.length];
    for (int i = 0; i < ids.length; i++) purchased[i] = labels[i] == 1;
    return new Truth(ids, purchased, need(table, "spend", ids), need(table, "orders", ids));
  }

  private static double[] need(NumberTable table, String column, String[] ids) {
    return table
        .column(column, ids)
        .orElseThrow(() -> new BadInput(table.file() + " has no column " + column));
  }

  /** Whether anybody spent anything: some histories know no amounts. */
  boolean hasAmounts() {
    for (double amount : spend) if (amount > 0) return true;
    return false;
  }
}
