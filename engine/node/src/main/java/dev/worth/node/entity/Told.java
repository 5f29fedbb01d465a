// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.protocol.CustomerEvent;
import java.time.Instant;

/**
 * One line of a customer's history.
 *
 * @param writtenAt when it was journaled; when it happened is {@code event.at()}
 */
public record Told(long sequenceNr, Instant writtenAt, CustomerEvent event) {}
