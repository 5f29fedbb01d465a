// SPDX-License-Identifier: Apache-2.0
/**
 * Starts an engine from the command line.
 *
 * <p>Start at {@link dev.worth.ops.serving.ServeCommand}.
 */
@NullMarked
package dev.worth.ops.serving;

import org.jspecify.annotations.NullMarked;
