// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.core.scoring.Scorers;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What every entity answers with.
 *
 * @param scorers the models in use; they may be others at every call
 * @param exposing what is journaled before a score is told
 * @param currency of the shop
 * @param snapshotEvery events between two snapshots of a customer
 * @param live counts the entities in memory
 */
record Answering(
    Scorers scorers, Exposing exposing, String currency, int snapshotEvery, AtomicLong live) {}
