// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

/**
 * The place of an event that cannot be read.
 *
 * @param ordering its place in the order of commits
 * @param persistenceId whose it is; empty where not even that can be read
 * @param why in words
 */
public record DamagedEvent(long ordering, String persistenceId, String why) {}
