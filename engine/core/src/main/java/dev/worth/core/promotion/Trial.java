// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import dev.worth.core.learning.Label;
import dev.worth.core.monitoring.Served;
import dev.worth.core.scoring.Prediction;
import java.util.List;
import java.util.Optional;

/**
 * What was measured of a challenger beside the champion; {@link Gates} judges it.
 *
 * @param refusal why its bundle was refused, if it was: nothing else was measured then
 * @param parityGap largest difference between graph and trainer on the recorded rows
 * @param outcomes held-out customers, answered by both
 * @param requests answers to recorded requests, by both
 * @param comparable whether the champion was trained on this shop; the baseline was not, so its
 *     scores are no measure
 * @param microsPerRow time for one row, microseconds
 * @param nativeBytes memory outside the heap
 * @param earlier held-out customers of the time before, answered by both
 * @param served forecasts that the champion served to anybody, all of them due
 * @param doubts why outcomes should not be believed
 */
public record Trial(
    String challenger,
    String champion,
    Optional<String> refusal,
    double parityGap,
    List<Outcome> outcomes,
    Requests requests,
    boolean comparable,
    double microsPerRow,
    long nativeBytes,
    List<Outcome> earlier,
    List<Served> served,
    List<String> doubts) {
  /** What happened to one customer, and what both had foretold. */
  public record Outcome(Label label, Prediction challenger, Prediction champion) {}

  /** Purchase probabilities for the same requests. */
  public record Requests(double[] challenger, double[] champion) {
    int size() {
      return champion.length;
    }
  }

  /** Without what takes much room. */
  public Trial withoutOutcomes() {
    return new Trial(
        challenger,
        champion,
        refusal,
        parityGap,
        List.of(),
        requests,
        comparable,
        microsPerRow,
        nativeBytes,
        List.of(),
        List.of(),
        doubts);
  }

  /** A bundle that was refused. */
  public static Trial refused(String challenger, String champion, String why) {
    var none = new Requests(new double[0], new double[0]);
    return new Trial(
        challenger,
        champion,
        Optional.of(why),
        Double.NaN,
        List.of(),
        none,
        false,
        0,
        0,
        List.of(),
        List.of(),
        List.of());
  }
}
