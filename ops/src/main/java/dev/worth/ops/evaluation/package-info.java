// SPDX-License-Identifier: Apache-2.0
/**
 * The commands {@code predict} and {@code evaluate}: orders in a file, predictions in a file, and
 * how good they were.
 *
 * <p>Start at {@link dev.worth.ops.evaluation.Forecasting}. Rows become the engine's own facts,
 * judged by its decider and folded by its state, so what is measured here is what a running engine
 * serves.
 */
@NullMarked
package dev.worth.ops.evaluation;

import org.jspecify.annotations.NullMarked;
