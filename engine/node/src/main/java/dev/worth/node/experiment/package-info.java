// SPDX-License-Identifier: Apache-2.0
/**
 * Experiments while they run: the registry that remembers them, exposures, results read from the
 * journal.
 *
 * <p>Start at {@link dev.worth.node.experiment.Experimentation}. What an experiment is and what its
 * outcomes mean is in {@code dev.worth.core.experiment}.
 */
@NullMarked
package dev.worth.node.experiment;

import org.jspecify.annotations.NullMarked;
