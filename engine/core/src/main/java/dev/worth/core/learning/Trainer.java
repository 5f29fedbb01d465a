// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.learning;

import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/**
 * Makes a bundle from histories: the port through which a node finds the learning module, by {@code
 * ServiceLoader}.
 */
public interface Trainer {
  /** Names of the families this trainer makes. */
  List<String> families();

  /**
   * Trains one bundle.
   *
   * @param histories each customer's facts in journal order
   * @param request what to train
   * @param progress is told the finished share, 0 to 1
   * @return the bundle as a zip archive, see {@link dev.worth.core.scoring.BundleContract}
   * @throws IllegalArgumentException if the family is unknown or the histories hold too little to
   *     learn from
   */
  byte[] train(
      Map<CustomerId, List<CustomerEvent>> histories, Request request, DoubleConsumer progress);

  /**
   * @param family one of {@link #families()}
   * @param version name of the bundle
   * @param cut nothing at or after it is looked at
   * @param horizonDays the horizon the labels are made for; others are served by extrapolation
   * @param currency of the shop
   * @param seed of every random choice
   * @param trainedAt stamped on the card
   */
  record Request(
      String family,
      String version,
      Instant cut,
      double horizonDays,
      String currency,
      long seed,
      Instant trainedAt) {}
}
