// SPDX-License-Identifier: Apache-2.0
/**
 * Fits the closed-form models of {@link dev.worth.core.scoring} to a shop's history by maximum
 * likelihood.
 *
 * <p>Start at {@link dev.worth.learning.btyd.BackboneFit}: purchases in, a {@link
 * dev.worth.core.scoring.Backbone} out. No randomness anywhere: the same history gives the same
 * parameters.
 */
@NullMarked
package dev.worth.learning.btyd;

import org.jspecify.annotations.NullMarked;
