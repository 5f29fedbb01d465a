// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.learning;

import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * @param tries back-tests that may be spent on finding a family that suits better; with 1 the
   *     family asked for is trained
   * @param start what to start from, empty for nothing; one that cannot be used is noted on the
   *     card
   */
  record Request(
      String family,
      String version,
      Instant cut,
      double horizonDays,
      String currency,
      long seed,
      Instant trainedAt,
      int tries,
      Optional<Start> start) {
    public Request {
      if (tries < 1) throw new IllegalArgumentException(tries + " tries: give 1 or more");
    }

    /** From nothing, and the family asked for. */
    public Request(
        String family,
        String version,
        Instant cut,
        double horizonDays,
        String currency,
        long seed,
        Instant trainedAt) {
      this(family, version, cut, horizonDays, currency, seed, trainedAt, 1, Optional.empty());
    }
  }

  /**
   * An earlier model to start from.
   *
   * @param bundle as it was trained; empty if it is gone
   */
  record Start(String version, byte[] bundle) {}
}
