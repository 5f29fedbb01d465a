// SPDX-License-Identifier: Apache-2.0
/**
 * From features to a score: the scoring contract, the closed-form models, and the baseline that is
 * always there.
 *
 * <p>Start at {@link dev.worth.core.scoring.Scorer}. A model is an argument, never a dependency.
 * The closed-form side starts at {@link dev.worth.core.scoring.Backbone}: one pure function from a
 * customer's purchases to an {@link dev.worth.core.scoring.Outlook}, made of published models
 * ({@link dev.worth.core.scoring.BgNbd}, {@link dev.worth.core.scoring.ParetoNbd}, {@link
 * dev.worth.core.scoring.GammaGamma}) on the shop's {@link dev.worth.core.scoring.SeasonalClock}.
 */
@NullMarked
package dev.worth.core.scoring;

import org.jspecify.annotations.NullMarked;
