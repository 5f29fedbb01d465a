// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code worth} command: the engine and everything around it, from one prompt.
 *
 * <p>Start at {@link dev.worth.ops.Worth}.
 */
@NullMarked
package dev.worth.ops;

import org.jspecify.annotations.NullMarked;
