// SPDX-License-Identifier: Apache-2.0
/**
 * Boosted trees and random forests, grown by LightGBM: what it grew is read into plain Java, which
 * predicts, explains and writes ONNX without it.
 *
 * <p>Start at {@link dev.worth.learning.trees.Forest}; {@link dev.worth.learning.trees.LightGbm}
 * grows one.
 */
@NullMarked
package dev.worth.learning.trees;

import org.jspecify.annotations.NullMarked;
