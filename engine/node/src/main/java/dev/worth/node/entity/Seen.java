// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.core.customer.CustomerState;

/**
 * What is remembered of one customer.
 *
 * @param sequenceNr of the newest event in the state, 0 for an unknown customer
 */
public record Seen(long sequenceNr, CustomerState state) implements Outcome {}
