// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.node.ingest.Reading;
import dev.worth.protocol.Problem;
import dev.worth.protocol.QuarantineReason;
import dev.worth.protocol.Score;
import dev.worth.protocol.Verdict;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one event that was sent.
 *
 * @param id of the event, empty where not even that could be read
 * @param sequenceNr of the customer after it, 0 for a rejected one
 * @param detail why, with the remedy; empty for an accepted one
 * @param reason of a quarantined one
 * @param problem of a rejected one
 * @param score if the event changed what the customer is worth and the score was asked for
 */
record Judged(
    String id,
    Verdict verdict,
    long sequenceNr,
    String detail,
    @Nullable QuarantineReason reason,
    @Nullable Problem problem,
    @Nullable Score score) {
  static Judged rejected(String id, Problem problem) {
    return new Judged(id, Verdict.REJECTED, 0, "", null, problem, null);
  }

  /** The id that a reading tells. */
  static String idOf(Reading reading) {
    return switch (reading) {
      case Reading.Fact fact -> fact.event().key().id();
      case Reading.Quarantined held -> held.event().key().id();
      case Reading.Rejected rejected -> rejected.id().orElse("");
    };
  }

  Optional<Problem> asProblem() {
    return Optional.ofNullable(problem);
  }

  /** Its fields, into an object that is open. */
  void write(JsonGenerator out) throws IOException {
    if (!id.isEmpty()) out.writeStringField("id", id);
    out.writeStringField("status", lower(verdict));
    if (sequenceNr > 0) out.writeNumberField("seq", sequenceNr);
    if (reason != null) out.writeStringField("reason", lower(reason));
    if (!detail.isEmpty()) out.writeStringField("detail", detail);
    if (problem != null) {
      out.writeFieldName("problem");
      Json.problem(out, problem);
    }
    if (score != null) {
      out.writeFieldName("score");
      ScoreJson.brief(out, score);
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
