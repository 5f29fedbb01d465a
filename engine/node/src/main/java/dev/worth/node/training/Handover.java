// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.training;

import dev.worth.core.promotion.GateEvidence.Gathered;

/** Takes a trained bundle and sees what becomes of it. */
@FunctionalInterface
public interface Handover {
  /**
   * Registers a bundle and lets it be judged. Called again with the same version when the first
   * call may have been cut off.
   *
   * @param evidence what judges it: nothing of it was learned from
   * @return what became of it, in words
   */
  String take(String version, String reason, byte[] bundle, Gathered evidence);
}
