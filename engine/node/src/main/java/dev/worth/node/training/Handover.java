// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.training;

import dev.worth.core.learning.Example;
import java.util.List;

/** Takes a trained bundle and sees what becomes of it. */
@FunctionalInterface
public interface Handover {
  /**
   * Registers a bundle and lets it be judged. Called again with the same version when the first
   * call may have been cut off.
   *
   * @param heldOut what judges it: nothing of it was learned from
   * @return what became of it, in words
   */
  String take(String version, String reason, byte[] bundle, List<Example> heldOut);
}
