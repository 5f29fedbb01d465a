// SPDX-License-Identifier: Apache-2.0
/**
 * What the journal teaches: examples at cut-offs with their labels, every forecast with what came
 * of it. A projection with its own offset in a file of its own, which can be thrown away: it is
 * made again from the journal, byte for byte.
 *
 * <p>Start at {@link dev.worth.node.learning.Collector}.
 */
@NullMarked
package dev.worth.node.learning;

import org.jspecify.annotations.NullMarked;
