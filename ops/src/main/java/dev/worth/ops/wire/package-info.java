// SPDX-License-Identifier: Apache-2.0
/**
 * Facts as lines, to files and over HTTP.
 *
 * <p>Start at {@link dev.worth.ops.wire.CloudEventLines}.
 */
@NullMarked
package dev.worth.ops.wire;

import org.jspecify.annotations.NullMarked;
