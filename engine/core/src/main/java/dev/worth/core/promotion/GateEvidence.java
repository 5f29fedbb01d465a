// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import dev.worth.core.learning.Example;
import dev.worth.core.monitoring.Served;
import java.util.List;

/**
 * What really happened, for the gates that need it: customers at a cut-off, none of whom the
 * challenger has learned from, with what they did in the horizon after it. The port through which
 * whoever collects outcomes helps to judge.
 */
@FunctionalInterface
public interface GateEvidence {
  /** Nobody knows: those gates cannot judge. */
  GateEvidence NONE = () -> Gathered.NOTHING;

  /** May take long. */
  Gathered gather();

  /**
   * Held-out examples, in an order that never changes; empty for none.
   *
   * @param heldOut of the newest cut-offs: what is judged by
   * @param earlier of the cut-offs before: what the newest are believed by
   * @param served what was foretold of anybody at the newest cut-offs, by whatever version, and
   *     came
   * @param doubts why the newest labels should not be believed, in words; empty for no reason
   */
  record Gathered(
      List<Example> heldOut, List<Example> earlier, List<Served> served, List<String> doubts) {
    public static final Gathered NOTHING = new Gathered(List.of(), List.of(), List.of(), List.of());

    public Gathered {
      heldOut = List.copyOf(heldOut);
      earlier = List.copyOf(earlier);
      served = List.copyOf(served);
      doubts = List.copyOf(doubts);
    }
  }

  static GateEvidence of(Gathered all) {
    return () -> all;
  }
}
