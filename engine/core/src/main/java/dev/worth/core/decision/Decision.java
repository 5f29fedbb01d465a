// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.decision;

import dev.worth.core.customer.CustomerState;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.Verdict;
import java.util.List;

/** The answer to a command: facts to journal, or the reason it was refused. */
public sealed interface Decision {
  /**
   * @param events to journal, in order, all or none; empty when nothing is new
   * @param state what the last of the events leaves, so that nobody folds them twice
   * @param verdicts one per submitted fact, in the order sent
   */
  record Accepted(List<CustomerEvent> events, CustomerState state, List<Ruling> verdicts)
      implements Decision {}

  record Refused(Refusal reason) implements Decision {}

  /**
   * What became of one fact.
   *
   * @param detail why, with the remedy; empty for {@code ACCEPTED}
   */
  record Ruling(Verdict verdict, String detail) {}

  /** Why a whole command was refused. */
  enum Refusal {
    /** No quarantined fact of that identity is known. */
    NOT_QUARANTINED
  }
}
