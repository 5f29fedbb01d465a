// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

/**
 * A note about the customer is on disk.
 *
 * @param sequenceNr of the note
 */
public record Noted(long sequenceNr) implements Outcome {}
