// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring.renewal;

/**
 * One kind of customer. While on, purchases follow each other in {@code phases} exponential steps
 * of rate phases times {@code rate}: one phase is a Poisson process, two and more are regular
 * buyers. An active customer falls asleep at rate {@code pause}, wakes up at rate {@code wake} and
 * begins a new gap; a sleeping one leaves for good at a rate that all kinds share. All rates are a
 * day.
 *
 * <p>With wake near 0 this is the drop-out of Pareto/NBD (Schmittlein, Morrison and Colombo,
 * Management Science 33(1), 1987), with more phases that of the CNBD models (Platzer and Reutterer,
 * Marketing Science 35(5), 2016); pauses make it an interrupted renewal process.
 */
public record Rhythm(double rate, double pause, double wake, int phases) {
  private static final int MOST_PHASES = 8;

  public Rhythm {
    positive("rate", rate);
    positive("pause", pause);
    positive("wake", wake);
    if (phases < 1 || phases > MOST_PHASES)
      throw new IllegalArgumentException(
          "a rhythm of " + phases + " phases: give 1 to " + MOST_PHASES);
  }

  private static void positive(String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(
          "a rhythm's " + what + " is " + value + ", must be > 0 and finite");
  }
}
