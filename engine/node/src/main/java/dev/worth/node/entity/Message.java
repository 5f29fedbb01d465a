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

  /** Who waits for an answer. */
  List<Ticket> waiting();

  /** A question of one asker. */
  sealed interface Asked extends Message {
    Ticket ticket();

    @Override
    default List<Ticket> waiting() {
      return List.of(ticket());
    }
  }

  /** Facts that arrived together: one decision, one atomic write; then a score if one is asked. */
  record Record(
      String customer, List<CustomerEvent> facts, Optional<Question> thenScore, Ticket ticket)
      implements Asked {}

  /** All that came in while one was being written: one decision and one atomic write again. */
  record Records(String customer, List<Record> all) implements Message {
    @Override
    public List<Ticket> waiting() {
      return all.stream().map(Record::ticket).toList();
    }

    List<CustomerEvent> facts() {
      return all.size() == 1
          ? all.get(0).facts()
          : all.stream().flatMap(record -> record.facts().stream()).toList();
    }
  }

  /** A score that includes at least the facts up to a sequence number. */
  record Ask(String customer, Question question, long minSeq, Ticket ticket) implements Asked {}

  /** What is remembered. */
  record Look(String customer, Ticket ticket) implements Asked {}

  /** A quarantined fact is given up. */
  record Release(String customer, QuarantineReleased as, Ticket ticket) implements Asked {}

  /** A score that is kept under an id before it is told. */
  record Forecast(String customer, Question question, long minSeq, String id, Ticket ticket)
      implements Asked {}

  /** What is about the customer and is not folded is kept. */
  record Note(String customer, CustomerEvent note, Ticket ticket) implements Asked {}
}
