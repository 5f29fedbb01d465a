// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import dev.worth.node.facts.Fields;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Who told what about whom, and when: what is the same in every format.
 *
 * @param at to the millisecond
 * @param data the fact's own fields
 * @param pointer of the data in what was sent
 * @param isGa4 GA4 asks for more of a purchase than the others do
 */
record Envelope(
    EventKey key,
    CustomerId customer,
    Meaning meaning,
    Instant at,
    Fields data,
    String pointer,
    boolean isGa4) {
  /** The event's id; empty when it was missing or could not be used. */
  Optional<String> id() {
    return key.equals(Attributes.NO_KEY) ? Optional.empty() : Optional.of(key.id());
  }
}
