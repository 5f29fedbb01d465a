// SPDX-License-Identifier: Apache-2.0
/**
 * One running engine: actors, journal, models and the HTTP edge put together.
 *
 * <p>Start at {@link dev.worth.node.Engine}, the composition root and the only class that sees
 * everything. Each package below it can be read alone: {@code entity} (a customer as an actor),
 * {@code journal} (the one file), {@code model} (bundles and the one in use), {@code ingest} (bytes
 * to facts), {@code facts} (facts to bytes), {@code http} (the edge).
 */
@NullMarked
package dev.worth.node;

import org.jspecify.annotations.NullMarked;
