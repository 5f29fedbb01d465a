// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.scoring.Scorer;
import dev.worth.core.scoring.Scoring;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.Score;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last score of one customer: good for the same facts, model version, question and minute.
 * Inside the minute the first answer is repeated, with its own {@code asOf}.
 */
final class ScoreCache {
  private record Key(
      long sequenceNr, String version, long minute, double horizonDays, boolean explain) {}

  private final CustomerId customer;
  private final Answering answering;
  private @Nullable Key key;
  private @Nullable Score score;

  ScoreCache(CustomerId customer, Answering answering) {
    this.customer = customer;
    this.answering = answering;
  }

  Score get(CustomerState state, long sequenceNr, Question question) {
    Scorer scorer = answering.scorers().of(customer);
    Key wanted = key(sequenceNr, scorer.version(), question);
    if (score != null && wanted.equals(key)) return score;
    Score fresh =
        Scoring.score(customer, state, sequenceNr, question, answering.currency(), scorer);
    key = wanted;
    score = fresh;
    return fresh;
  }

  /** Whether anybody is exposed to anything just now. */
  boolean isExposing() {
    return !answering.exposing().isIdle();
  }

  /** What must be journaled before the score is told: nearly always nothing. */
  List<CustomerEvent> due(CustomerState state, Question question) {
    return answering.exposing().due(customer, state, question.now());
  }

  private static Key key(long sequenceNr, String version, Question question) {
    long minute = Math.floorDiv(question.now().getEpochSecond(), 60L);
    return new Key(sequenceNr, version, minute, question.horizonDays(), question.explain());
  }
}
