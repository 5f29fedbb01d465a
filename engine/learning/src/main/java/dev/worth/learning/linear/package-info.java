// SPDX-License-Identifier: Apache-2.0
/**
 * Linear and logistic regression, the model they give, and its ONNX graph.
 *
 * <p>Start at {@link dev.worth.learning.linear.LinearModel}: what is trained is exactly what is
 * served.
 */
@NullMarked
package dev.worth.learning.linear;

import org.jspecify.annotations.NullMarked;
