// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

/**
 * What one gate says.
 *
 * @param figure what was measured, NaN where nothing was
 * @param limit what the figure was held against, NaN where nothing was
 * @param says the figure in words, with its unit and what it was compared with
 */
public record GateResult(Gate gate, Ruling ruling, double figure, double limit, String says) {
  /** What became of the challenger at a gate. */
  public enum Ruling {
    PASSED,
    STOPPED,
    /** What is needed to judge was not there. */
    NOT_JUDGED
  }

  static GateResult notJudged(Gate gate, String why) {
    return new GateResult(gate, Ruling.NOT_JUDGED, Double.NaN, Double.NaN, "not judged: " + why);
  }

  static GateResult of(Gate gate, boolean passed, double figure, double limit, String says) {
    return new GateResult(gate, passed ? Ruling.PASSED : Ruling.STOPPED, figure, limit, says);
  }
}
