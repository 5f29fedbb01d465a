// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.verification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.core.scoring.Scorer;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.http.ScoreJson;
import dev.worth.ops.terminal.Json;
import dev.worth.ops.terminal.Progress;
import dev.worth.ops.wire.EngineClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;

/** Compares what a running engine answers with what the replay gives, byte for byte. */
final class Answers {
  private final EngineClient engine;
  private final Scorer scorer;
  private final double horizonDays;
  private final String currency;

  Answers(EngineClient engine, Scorer scorer, double horizonDays, String currency) {
    this.engine = engine;
    this.scorer = scorer;
    this.horizonDays = horizonDays;
    this.currency = currency;
  }

  /**
   * Asks for every customer. One that has heard more since the replay is left out.
   *
   * @return how many answers were compared
   */
  long compare(Collection<Followed> customers, Differences differences) {
    long compared = 0;
    try (var progress = Progress.of("asking", customers.size())) {
      for (Followed customer : customers) {
        if (compare(customer, differences)) compared++;
        progress.step(1);
      }
    }
    return compared;
  }

  private boolean compare(Followed customer, Differences differences) {
    String id = customer.customer().value();
    byte[] answer =
        engine.getBytes(
            "/v1/customers/%s/score?explain=true&horizon=%s"
                .formatted(EngineClient.escaped(id), horizonDays));
    JsonNode told = parsed(answer);
    if (told.path("seq").asLong() > customer.sequenceNr()) return false;
    var question = new Question(Instant.parse(told.path("as_of").asText()), horizonDays, true);
    var score = customer.score(scorer, question, currency);
    byte[] expected = ScoreJson.bytes(score, true, told.path("stale_ms").asLong());
    if (!Arrays.equals(expected, answer)) {
      differences.add(
          id, "the engine answers " + text(answer) + ", the replay gives " + text(expected));
    }
    return true;
  }

  private static JsonNode parsed(byte[] answer) {
    try {
      return Json.MAPPER.readTree(answer);
    } catch (IOException e) {
      throw new UncheckedIOException("the answer is not JSON: " + text(answer), e);
    }
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
