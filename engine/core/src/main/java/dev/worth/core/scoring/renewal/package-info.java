// SPDX-License-Identifier: Apache-2.0
/**
 * Purchase times as a renewal process with pauses: customers are on, asleep or gone.
 *
 * <p>Start at {@link dev.worth.core.scoring.renewal.Rhythm}, one kind of customer; a {@link
 * dev.worth.core.scoring.renewal.RhythmTable} holds what follows from many of them. Pure numerics:
 * nothing here knows a shop.
 */
@NullMarked
package dev.worth.core.scoring.renewal;

import org.jspecify.annotations.NullMarked;
