// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.Problem;
import java.util.Optional;

/** What became of one event that was sent. */
public sealed interface Reading {
  /** A fact, to be decided on by its customer. */
  record Fact(CustomerId customer, CustomerEvent event) implements Reading {}

  /** Readable, but it cannot be true: kept for a fix and not counted. */
  record Quarantined(CustomerId customer, CustomerEvent.EventQuarantined event)
      implements Reading {}

  /**
   * Not readable: nothing is kept.
   *
   * @param id of the event, where that much could be read
   * @param problem with one entry per field at fault
   */
  record Rejected(Optional<String> id, Problem problem) implements Reading {}
}
