// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

/**
 * How a column of the table is used.
 *
 * @param why it is used so, or left out
 */
public record Column(String name, Use use, String why) {
  /** What a column is taken for. */
  public enum Use {
    NUMBER,
    YES_OR_NO,
    CATEGORY,
    DATE,
    LEFT_OUT
  }

  boolean isUsed() {
    return use != Use.LEFT_OUT;
  }
}
