// SPDX-License-Identifier: Apache-2.0
/**
 * The whole loop in one command: facts in, a model trained on them, scores out.
 *
 * <p>Start at {@link dev.worth.ops.demo.Demo}.
 */
@NullMarked
package dev.worth.ops.demo;

import org.jspecify.annotations.NullMarked;
