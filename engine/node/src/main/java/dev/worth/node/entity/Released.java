// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.core.decision.Decision.Refusal;

/** What became of a release from quarantine. */
public sealed interface Released extends Outcome {
  /**
   * @param sequenceNr of the release
   */
  record Done(long sequenceNr) implements Released {}

  record Refused(Refusal reason) implements Released {}
}
