// SPDX-License-Identifier: Apache-2.0
/**
 * Measures the running engine from outside: the same job and the same kind of client as the peers
 * it is compared with.
 *
 * <p>Start at {@link dev.worth.ops.bench.BenchCommand}.
 */
@NullMarked
package dev.worth.ops.bench;

import org.jspecify.annotations.NullMarked;
