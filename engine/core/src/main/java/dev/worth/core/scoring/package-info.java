// SPDX-License-Identifier: Apache-2.0
/**
 * From features to a score: the scoring contract, the closed-form models, and the baseline that is
 * always there.
 *
 * <p>Start at {@link dev.worth.core.scoring.Scorer}. A model is an argument, never a dependency.
 */
@NullMarked
package dev.worth.core.scoring;

import org.jspecify.annotations.NullMarked;
