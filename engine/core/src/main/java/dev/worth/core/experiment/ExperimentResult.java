// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

import java.util.List;

/**
 * What an experiment tells so far.
 *
 * @param arms in the order of the experiment, the holdout last if there is one
 * @param comparisons of each arm but the control; none when the sample ratio blocks the result
 */
public record ExperimentResult(
    Finding finding, SampleRatio sampleRatio, List<ArmFigures> arms, List<Comparison> comparisons) {

  /** What can be said. */
  public enum Finding {
    /** The arms did not get their shares: find out why, nothing here can be believed. */
    BLOCKED,
    /** Too few outcomes are known. */
    TOO_EARLY,
    /** No difference has been found; looking again later costs nothing. */
    OPEN,
    /** At least one arm differs from the control. */
    DIFFERENT
  }

  /**
   * An arm's figures.
   *
   * @param share of the exposed that it was meant to get
   * @param exposed customers
   * @param matured those whose window has passed
   * @param mean outcome of the matured, 0 while there is none
   * @param foretold mean score of the matured at their exposure
   */
  public record ArmFigures(
      String arm, double share, long exposed, long matured, double mean, double foretold) {}
}
