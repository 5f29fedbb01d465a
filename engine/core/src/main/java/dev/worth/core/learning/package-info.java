// SPDX-License-Identifier: Apache-2.0
/**
 * What a trainer needs and a server may see: cut-offs, examples, metrics, and the port through
 * which a node finds a trainer.
 *
 * <p>Start at {@link dev.worth.core.learning.Trainer}.
 */
@NullMarked
package dev.worth.core.learning;

import org.jspecify.annotations.NullMarked;
