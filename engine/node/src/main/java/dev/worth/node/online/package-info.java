// SPDX-License-Identifier: Apache-2.0
/**
 * What is learned between two versions of the model, kept as events.
 *
 * <p>Start at {@link dev.worth.node.online.Online}.
 */
@NullMarked
package dev.worth.node.online;

import org.jspecify.annotations.NullMarked;
