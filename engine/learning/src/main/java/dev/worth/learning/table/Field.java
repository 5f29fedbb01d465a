// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

/** One thing known of each row, as it came out of a column. */
sealed interface Field {
  String name();

  /** The column of the table it comes from. */
  String column();

  /**
   * @param values {@code [rows]}, NaN where missing
   */
  record Numbers(String name, String column, double[] values) implements Field {}

  /**
   * @param codes {@code [rows]}: 0 to count - 1, or -1 for what training never saw
   * @param labels {@code [count]}
   */
  record Levels(String name, String column, int[] codes, String[] labels) implements Field {
    int count() {
      return labels.length;
    }
  }
}
