// SPDX-License-Identifier: Apache-2.0
/**
 * A shop with known truth: seeded, endless in size and the same bytes on every machine.
 *
 * <p>Start at {@link dev.worth.ops.simulation.Simulation}. Nothing here reads a clock; chance comes
 * from {@code Dice} alone.
 */
@NullMarked
package dev.worth.ops.simulation;

import org.jspecify.annotations.NullMarked;
