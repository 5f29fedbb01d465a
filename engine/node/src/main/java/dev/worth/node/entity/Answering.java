// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.core.scoring.Scorer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What every entity answers with.
 *
 * @param scorer the model in use; it may be another one at every call
 * @param currency of the shop
 * @param snapshotEvery events between two snapshots of a customer
 * @param live counts the entities in memory
 */
record Answering(
    Supplier<? extends Scorer> scorer, String currency, int snapshotEvery, AtomicLong live) {}
