// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.core.scoring.Scoring.Question;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.QuarantineReleased;
import java.util.List;
import java.util.Optional;

/** What a customer's entity can be told. */
sealed interface Message extends Travelling {
  String customer();

  Ticket ticket();

  /** Facts that arrived together: one decision, one atomic write; then a score if one is asked. */
  record Record(
      String customer, List<CustomerEvent> facts, Optional<Question> thenScore, Ticket ticket)
      implements Message {}

  /** A score that includes at least the facts up to a sequence number. */
  record Ask(String customer, Question question, long minSeq, Ticket ticket) implements Message {}

  /** What is remembered. */
  record Look(String customer, Ticket ticket) implements Message {}

  /** A quarantined fact is given up. */
  record Release(String customer, QuarantineReleased as, Ticket ticket) implements Message {}
}
