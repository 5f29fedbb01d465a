// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.training;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One training: everything that decides its result.
 *
 * @param number counted from 1
 * @param reason why it was started
 * @param cut nothing at or after it is looked at
 * @param labels there were at the start
 * @param distrusted sources whose labels are left out
 * @param startedAt stamped on the card
 * @param tries back-tests it may spend; 1 in runs journaled before there was a budget
 * @param start the model it starts from, empty for none
 */
record Run(
    int number,
    String reason,
    Instant cut,
    long labels,
    Set<String> distrusted,
    String family,
    double horizonDays,
    String currency,
    int customers,
    long seed,
    Instant startedAt,
    int tries,
    Optional<Start> start) {
  Run {
    tries = Math.max(1, tries);
  }

  /**
   * A model to start from.
   *
   * @param sum SHA-256 of its bundle: another one of that name would make another result
   */
  record Start(String version, String sum) {}

  /** Name of the model it makes: the same after every restart. */
  String version() {
    return "run-%d-%s".formatted(number, cut.toString().substring(0, 10));
  }
}
