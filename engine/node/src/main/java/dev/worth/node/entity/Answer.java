// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.protocol.Score;

/** The answer to a question about one customer. */
public sealed interface Answer extends Outcome {
  record Scored(Score score) implements Answer {}

  /**
   * The facts asked for have not been seen.
   *
   * @param sequenceNr of the customer's newest event
   */
  record Behind(long sequenceNr) implements Answer {}
}
