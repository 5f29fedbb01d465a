// SPDX-License-Identifier: Apache-2.0
/**
 * What outlives or leaves the process: facts, identities, money, scores, problems.
 *
 * <p>Start at {@link dev.worth.protocol.CustomerEvent}: wire and journal share this one vocabulary.
 * Nothing here computes; the only dependency is Jackson's annotations.
 */
@NullMarked
package dev.worth.protocol;

import org.jspecify.annotations.NullMarked;
