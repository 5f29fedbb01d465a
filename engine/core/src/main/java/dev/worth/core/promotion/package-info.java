// SPDX-License-Identifier: Apache-2.0
/**
 * How a model version comes to answer, and how it goes: what is allowed, and what must be shown.
 *
 * <p>Start at {@link dev.worth.core.promotion.RegistryDecider}: state and command give a decision.
 * {@link dev.worth.core.promotion.Gates} judges a challenger by what was measured of it.
 */
@NullMarked
package dev.worth.core.promotion;

import org.jspecify.annotations.NullMarked;
