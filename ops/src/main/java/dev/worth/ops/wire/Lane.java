// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.protocol.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Sends lines of some customers, one request after the other, so that each customer's facts arrive
 * in order. What the engine had no room for is sent again after the pause it asks for.
 */
final class Lane {
  private static final int TRIES = 60;
  private static final long LONGEST_PAUSE_SECONDS = 30;

  private final EngineClient engine;
  private final Verdicts verdicts;

  Lane(EngineClient engine, Verdicts verdicts) {
    this.engine = engine;
    this.verdicts = verdicts;
  }

  /** Ends when every line has a final verdict. */
  void send(List<byte[]> lines) {
    List<byte[]> left = lines;
    for (int tries = 1; !left.isEmpty(); tries++) {
      if (tries > 1) verdicts.repeated(left.size());
      if (tries > TRIES) {
        throw new IllegalStateException(
            "%s had no room for %d lines after %d tries: send the file again later, what was accepted is a duplicate then"
                .formatted(engine.base(), left.size(), TRIES));
      }
      left = attempt(left, tries);
    }
  }

  /** The lines to send again. */
  private List<byte[]> attempt(List<byte[]> lines, int tries) {
    var request = engine.posting("/v1/events", "application/x-ndjson", joined(lines));
    HttpResponse<byte[]> response;
    try {
      response = engine.exchange(request);
    } catch (IOException e) {
      if (tries >= TRIES / 10) throw engine.unreachable(e);
      pause(tries);
      return lines;
    }
    if (isBusy(response.statusCode())) {
      pause(response.headers().firstValueAsLong("Retry-After").orElse(tries));
      return lines;
    }
    if (response.statusCode() / 100 != 2) throw EngineClient.refused(request, response);
    return judge(lines, response.body());
  }

  private List<byte[]> judge(List<byte[]> lines, byte[] answers) {
    var again = new ArrayList<byte[]>();
    int line = 0;
    for (String answer : new String(answers, StandardCharsets.UTF_8).split("\n")) {
      if (answer.isEmpty()) continue;
      JsonNode judged = parsed(answer);
      if (isBusy(judged.path("problem").path("status").asInt())) again.add(lines.get(line));
      else count(judged, lines.get(line));
      line++;
    }
    // A connection that broke off half way has said nothing of the rest.
    again.addAll(lines.subList(line, lines.size()));
    if (!again.isEmpty()) pause(1);
    return again;
  }

  private void count(JsonNode judged, byte[] line) {
    Verdict verdict = Verdict.valueOf(judged.path("status").asText().toUpperCase(Locale.ROOT));
    verdicts.add(verdict);
    if (verdict == Verdict.QUARANTINED || verdict == Verdict.REJECTED) {
      String why = judged.path("detail").asText(judged.path("problem").path("detail").asText());
      verdicts.problem(verdict.name().toLowerCase(Locale.ROOT) + ": " + why + " in " + cut(line));
    }
  }

  private static String cut(byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8).strip();
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }

  private static boolean isBusy(int status) {
    return status == 429 || status == 503 || status == 504;
  }

  private static JsonNode parsed(String answer) {
    try {
      return EngineClient.JSON.readTree(answer);
    } catch (IOException e) {
      throw new UncheckedIOException("a verdict is not JSON: " + answer, e);
    }
  }

  private static byte[] joined(List<byte[]> lines) {
    var body = new ByteArrayOutputStream(256 * lines.size());
    lines.forEach(body::writeBytes);
    return body.toByteArray();
  }

  private static void pause(long seconds) {
    try {
      TimeUnit.SECONDS.sleep(Math.clamp(seconds, 1, LONGEST_PAUSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the engine was busy", e);
    }
  }
}
