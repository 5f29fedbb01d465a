// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.node.training.Loop;
import dev.worth.node.training.TrainingStatus;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.pattern.StatusReply;

/** Trainings: which there were and why, and one by command. */
final class TrainingRoutes {
  private static final int LONGEST_REASON = 200;

  private final Loop loop;

  TrainingRoutes(Loop loop) {
    this.loop = loop;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/training", this::show).taking(),
        Route.post("/v1/training", this::start).taking("reason"));
  }

  private CompletionStage<HttpResponse> show(Exchange x) {
    return loop.training().status().thenApply(status -> reply(200, status));
  }

  private CompletionStage<HttpResponse> start(Exchange x) {
    String reason = x.parameter("reason", TrainingRoutes::reason).orElse("asked for");
    return loop.learning()
        .caughtUp()
        .thenCompose(done -> loop.training().begin(reason))
        .thenApply(status -> reply(202, status))
        .exceptionally(
            failure -> {
              throw refused(failure);
            });
  }

  private static String reason(String text) {
    if (!text.isBlank() && text.length() <= LONGEST_REASON) return text;
    throw new IllegalArgumentException(
        "has %d characters: send 1 to %d".formatted(text.length(), LONGEST_REASON));
  }

  private static RuntimeException refused(Throwable failure) {
    var cause =
        failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
    return cause instanceof StatusReply.ErrorMessage said
        ? ProblemException.of(ProblemKind.CONFLICT, String.valueOf(said.getMessage()))
        : new CompletionException(cause);
  }

  private HttpResponse reply(int status, TrainingStatus shown) {
    return Replies.json(status, out -> write(out, shown));
  }

  private void write(JsonGenerator out, TrainingStatus shown) throws IOException {
    out.writeStartObject();
    if (shown.running().isPresent()) write(out, shown.running().get());
    out.writeArrayFieldStart("trainings");
    for (var ended : shown.ended()) write(out, ended);
    out.writeEndArray();
    out.writeArrayFieldStart("alarms");
    for (var raised : shown.alarms()) write(out, raised);
    out.writeEndArray();
    out.writeArrayFieldStart("sources_left_out");
    for (String source : loop.learning().distrusted()) out.writeString(source);
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, TrainingStatus.Running running) throws IOException {
    out.writeObjectFieldStart("running");
    out.writeNumberField("number", running.number());
    out.writeStringField("version", running.version());
    out.writeStringField("reason", running.reason());
    Json.time(out, "cut", running.cut());
    if (running.start().isPresent()) out.writeStringField("start", running.start().get());
    Json.number(out, "share", running.share());
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, TrainingStatus.Ended ended) throws IOException {
    out.writeStartObject();
    out.writeNumberField("number", ended.number());
    out.writeStringField("version", ended.version());
    out.writeStringField("reason", ended.reason());
    Json.time(out, "cut", ended.cut());
    if (ended.start().isPresent()) out.writeStringField("start", ended.start().get());
    out.writeBooleanField("finished", ended.finished());
    out.writeStringField("says", ended.says());
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, TrainingStatus.Raised raised) throws IOException {
    out.writeStartObject();
    Json.time(out, "at", raised.at());
    out.writeStringField("what", raised.alarm().what());
    if (Double.isFinite(raised.alarm().figure())) {
      Json.number(out, "figure", raised.alarm().figure());
      Json.number(out, "limit", raised.alarm().limit());
    }
    out.writeStringField("says", raised.alarm().says());
    out.writeEndObject();
  }
}
