// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.verification;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.customer.StateCodec;
import dev.worth.core.scoring.Scorer;
import dev.worth.core.scoring.Scoring;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.Score;
import java.util.Arrays;

/**
 * One customer, folded twice: straight, and by way of bytes as a restarted node would. Both have to
 * stay the same.
 */
final class Followed {
  /** Events between two passages through bytes. */
  static final int PASSAGE_EVERY = 50;

  private final CustomerId customer;
  private CustomerState straight = CustomerState.UNKNOWN;
  private CustomerState revived = CustomerState.UNKNOWN;
  private long sequenceNr;
  private boolean damaged;

  Followed(CustomerId customer) {
    this.customer = customer;
  }

  CustomerId customer() {
    return customer;
  }

  long sequenceNr() {
    return sequenceNr;
  }

  /** From here on nothing can be said of this customer. */
  void damage(String why, Differences differences) {
    if (!damaged) differences.damaged(customer.value());
    damaged = true;
    differences.add(customer.value(), why);
  }

  boolean isDamaged() {
    return damaged;
  }

  void evolve(long sequence, CustomerEvent event, Differences differences) {
    if (damaged) return;
    if (sequence != sequenceNr + 1) {
      differences.add(
          customer.value(), "event %d follows event %d".formatted(sequence, sequenceNr));
    }
    sequenceNr = sequence;
    straight = straight.evolve(event);
    revived = revived.evolve(event);
    if (sequence % PASSAGE_EVERY == 0) revive();
  }

  /** The state, as it would be stored. */
  byte[] bytes() {
    return StateCodec.encode(straight);
  }

  private void revive() {
    revived = StateCodec.decode(StateCodec.encode(revived));
  }

  /** Compares with what the running node had stored after the newest event so far. */
  void compareSnapshot(byte[] snapshot, Differences differences) {
    if (Arrays.equals(bytes(), snapshot)) return;
    differences.add(
        customer.value(), "the snapshot after event %d is another state".formatted(sequenceNr));
  }

  /** Compares both ways of folding, in state and score. */
  void compare(Scorer scorer, Question question, String currency, Differences differences) {
    revive();
    if (!Arrays.equals(bytes(), StateCodec.encode(revived))) {
      differences.add(
          customer.value(),
          "after event %d, by way of bytes, the state is another".formatted(sequenceNr));
    }
    Score one = score(straight, scorer, question, currency);
    Score other = score(revived, scorer, question, currency);
    if (!one.equals(other)) {
      differences.add(customer.value(), "scores differ: " + one + " and " + other);
    }
  }

  Score score(Scorer scorer, Question question, String currency) {
    return score(straight, scorer, question, currency);
  }

  private Score score(CustomerState state, Scorer scorer, Question question, String currency) {
    return Scoring.score(customer, state, sequenceNr, question, currency, scorer);
  }
}
