// SPDX-License-Identifier: Apache-2.0
/**
 * Trainings of a running engine from the command line.
 *
 * <p>Start at {@link dev.worth.ops.training.TrainCommand}.
 */
@NullMarked
package dev.worth.ops.training;

import org.jspecify.annotations.NullMarked;
