// SPDX-License-Identifier: Apache-2.0
/**
 * Neural networks. Each is written once, in the words of {@link dev.worth.learning.deep.Ops}, and
 * read by three: {@link dev.worth.learning.deep.TorchOps} computes it with gradients and learns,
 * {@link dev.worth.learning.deep.OnnxOps} writes it down as the graph that serves, {@link
 * dev.worth.learning.deep.PlainOps} computes it in doubles, without native code. So what is served
 * is what was trained.
 *
 * <p>Only learning needs LibTorch, which is loaded when the first network is trained ({@link
 * dev.worth.learning.deep.LibTorch}).
 *
 * <p>Start at {@link dev.worth.learning.deep.ZilnNet}.
 */
@NullMarked
package dev.worth.learning.deep;

import org.jspecify.annotations.NullMarked;
