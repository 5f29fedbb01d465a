// SPDX-License-Identifier: Apache-2.0
/**
 * Proves that a journal replays to the same states and the same scores.
 *
 * <p>Start at {@link dev.worth.ops.verification.Replay}. No actors take part: what is compared is
 * what lies on disk and what the core makes of it.
 */
@NullMarked
package dev.worth.ops.verification;

import org.jspecify.annotations.NullMarked;
