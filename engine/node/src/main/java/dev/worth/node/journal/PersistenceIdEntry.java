// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

/**
 * One persistence id of the journal.
 *
 * @param number its short form inside the file, in order of first appearance
 * @param highestSequence the highest sequence number ever used, deleted events included
 */
public record PersistenceIdEntry(long number, String persistenceId, long highestSequence) {}
