// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.core.decision.Decision.Ruling;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.Score;
import java.util.List;
import java.util.Optional;

/**
 * What became of one customer's facts. Accepted ones are on disk, and every later question to this
 * customer sees them.
 *
 * @param sequenceNr of the customer's newest event; ask for it as {@code min_seq} to read your
 *     writes
 * @param rulings one per fact, in the order sent
 * @param score if one was asked for
 */
public record Recorded(
    CustomerId customer, long sequenceNr, List<Ruling> rulings, Optional<Score> score)
    implements Outcome {}
