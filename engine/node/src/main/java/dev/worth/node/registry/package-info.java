// SPDX-License-Identifier: Apache-2.0
/**
 * The one truth about model versions: a persistent actor for the whole cluster, and on each node
 * one that follows it.
 *
 * <p>Start at {@link dev.worth.node.registry.ModelRegistry}, the only door. What is allowed is
 * decided in {@code dev.worth.core.promotion}; loading and answering is the slot's ({@code
 * dev.worth.node.model}).
 */
@NullMarked
package dev.worth.node.registry;

import org.jspecify.annotations.NullMarked;
