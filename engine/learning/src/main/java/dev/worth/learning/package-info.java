// SPDX-License-Identifier: Apache-2.0
/**
 * Trains model bundles from customers' facts.
 *
 * <p>Start at {@link dev.worth.learning.WorthTrainer}. {@link dev.worth.learning.Family} is what it
 * can train, {@link dev.worth.learning.Stack} what it trains unless told otherwise.
 */
@NullMarked
package dev.worth.learning;

import org.jspecify.annotations.NullMarked;
