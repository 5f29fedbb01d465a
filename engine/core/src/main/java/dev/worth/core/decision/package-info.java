// SPDX-License-Identifier: Apache-2.0
/**
 * Decides what a command means for one customer.
 *
 * <p>Start at {@link dev.worth.core.decision.CustomerDecider}. Everything here is a function of its
 * arguments: no clock, no I/O, no actor, so a decision can be replayed at a desk from a journal and
 * a model card.
 */
@NullMarked
package dev.worth.core.decision;

import org.jspecify.annotations.NullMarked;
