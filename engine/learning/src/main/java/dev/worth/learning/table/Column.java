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

  /** Why a column is left out whose values in the rows to predict are all new. */
  static final String OTHERS =
      "the table to predict has other values throughout: nothing can be learnt";

  boolean isOfOtherGroups() {
    return why.equals(OTHERS);
  }

  boolean isUsed() {
    return use != Use.LEFT_OUT;
  }
}
