// SPDX-License-Identifier: Apache-2.0
/**
 * ONNX files, written from Java with nothing but the format's own protobuf classes.
 *
 * <p>Start at {@link dev.worth.learning.onnx.OnnxFile}.
 */
@NullMarked
package dev.worth.learning.onnx;

import org.jspecify.annotations.NullMarked;
