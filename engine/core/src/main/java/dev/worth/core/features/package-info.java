// SPDX-License-Identifier: Apache-2.0
/**
 * What a model sees of a customer: one function, used in training and in serving.
 *
 * <p>Start at {@link dev.worth.core.features.Features}; {@link dev.worth.core.features.Feature}
 * lists every feature with its unit and its words for people.
 */
@NullMarked
package dev.worth.core.features;

import org.jspecify.annotations.NullMarked;
