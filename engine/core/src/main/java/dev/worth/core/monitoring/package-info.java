// SPDX-License-Identifier: Apache-2.0
/**
 * Whether forecasts came true, whether the shop is still the one that was learned from, and what
 * may be believed before labels are there.
 *
 * <p>Start at {@link dev.worth.core.monitoring.Watch}.
 */
@NullMarked
package dev.worth.core.monitoring;

import org.jspecify.annotations.NullMarked;
