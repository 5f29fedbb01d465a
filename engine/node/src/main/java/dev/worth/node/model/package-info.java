// SPDX-License-Identifier: Apache-2.0
/**
 * Bundles on disk, and the one that answers.
 *
 * <p>Start at {@link dev.worth.node.model.ModelSlot}: the model in use, swapped while others are
 * being asked. {@link dev.worth.node.model.ModelStore} keeps the bundles and lets in only those
 * that hold what {@link dev.worth.core.scoring.BundleContract} says. Nothing here knows Pekko.
 */
@NullMarked
package dev.worth.node.model;

import org.jspecify.annotations.NullMarked;
