// SPDX-License-Identifier: Apache-2.0
/**
 * Fits the sleeping renewal mixture ({@link dev.worth.core.scoring.Mixture}) to a shop's history.
 *
 * <p>Start at {@link dev.worth.learning.renewal.MixtureFit}: purchases in, a model out. No
 * randomness anywhere: the same history gives the same parameters.
 */
@NullMarked
package dev.worth.learning.renewal;

import org.jspecify.annotations.NullMarked;
