// SPDX-License-Identifier: Apache-2.0
/**
 * What a family learns, whatever it is like: its own arithmetic, and the graph that is served.
 *
 * <p>Start at {@link dev.worth.learning.model.Model}.
 */
@NullMarked
package dev.worth.learning.model;

import org.jspecify.annotations.NullMarked;
