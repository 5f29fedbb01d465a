// SPDX-License-Identifier: Apache-2.0
/**
 * Line charts as SVG text, without a library: the same figures give the same bytes.
 *
 * <p>Start at {@link dev.worth.ops.plot.Chart}.
 */
@NullMarked
package dev.worth.ops.plot;

import org.jspecify.annotations.NullMarked;
