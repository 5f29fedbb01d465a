// SPDX-License-Identifier: Apache-2.0
/**
 * How the command talks to a person or a program: progress, problems, JSON.
 *
 * <p>Start at {@link dev.worth.ops.terminal.Progress}.
 */
@NullMarked
package dev.worth.ops.terminal;

import org.jspecify.annotations.NullMarked;
