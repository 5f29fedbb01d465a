// SPDX-License-Identifier: Apache-2.0
/**
 * When a model is trained, and where: a singleton decides, a process of its own trains.
 *
 * <p>Start at {@link dev.worth.node.training.TrainingJob}.
 */
@NullMarked
package dev.worth.node.training;

import org.jspecify.annotations.NullMarked;
