// SPDX-License-Identifier: Apache-2.0
/**
 * Experiments: who gets what, and what came of it.
 *
 * <p>Start at {@link dev.worth.core.experiment.Experiment}; {@link
 * dev.worth.core.experiment.Assignment} says who is in which arm, {@link
 * dev.worth.core.experiment.Analysis} what the outcomes tell so far, at any moment and as often as
 * anybody looks.
 */
@NullMarked
package dev.worth.core.experiment;

import org.jspecify.annotations.NullMarked;
