// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import dev.worth.core.learning.Example;
import java.util.List;

/**
 * What really happened, for the gates that need it: customers at a cut-off, none of whom the
 * challenger has learned from, with what they did in the horizon after it. The port through which
 * whoever collects outcomes helps to judge.
 */
@FunctionalInterface
public interface GateEvidence {
  /** Nobody knows: those gates cannot judge. */
  GateEvidence NONE = List::of;

  /** Held-out examples, in an order that never changes; empty for none. May take long. */
  List<Example> heldOut();

  static GateEvidence of(List<Example> examples) {
    var all = List.copyOf(examples);
    return () -> all;
  }
}
