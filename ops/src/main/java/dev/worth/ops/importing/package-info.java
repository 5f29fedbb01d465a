// SPDX-License-Identifier: Apache-2.0
/**
 * Sends files to a running engine.
 *
 * <p>Start at {@link dev.worth.ops.importing.ImportCommand}.
 */
@NullMarked
package dev.worth.ops.importing;

import org.jspecify.annotations.NullMarked;
