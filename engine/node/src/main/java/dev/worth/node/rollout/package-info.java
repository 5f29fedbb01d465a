// SPDX-License-Identifier: Apache-2.0
/**
 * The way of a trained version by itself: into the shadow, to some customers, to everybody, or out.
 * The registry decides and remembers; here it is only seen to that it is asked in time.
 *
 * <p>Start at {@link dev.worth.node.rollout.Walker}.
 */
@NullMarked
package dev.worth.node.rollout;

import org.jspecify.annotations.NullMarked;
