// SPDX-License-Identifier: Apache-2.0
/**
 * {@code worth experiments}: what runs, what it tells, and a rehearsal that shows that the method
 * keeps its promises.
 *
 * <p>Start at {@link dev.worth.ops.experiments.ExperimentsCommand}.
 */
@NullMarked
package dev.worth.ops.experiments;

import org.jspecify.annotations.NullMarked;
