// SPDX-License-Identifier: Apache-2.0
/**
 * Says what the outputs of a score mean.
 *
 * <p>Start at {@link dev.worth.ops.definitions.DefinitionsCommand}. The words and figures are made
 * by {@link dev.worth.core.scoring.Output}.
 */
@NullMarked
package dev.worth.ops.definitions;

import org.jspecify.annotations.NullMarked;
