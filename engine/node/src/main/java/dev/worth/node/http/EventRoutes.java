// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.ingest.Ingest;
import dev.worth.node.ingest.Reading;
import dev.worth.protocol.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;

/**
 * Facts in: one, a batch, or a stream of lines, in CloudEvents' form, Segment's, GA4's or our own.
 * A malformed body is refused here and nowhere else.
 */
final class EventRoutes {
  private static final String TYPES =
      "application/cloudevents+json, application/cloudevents-batch+json, application/json,"
          + " application/x-ndjson, application/jsonl, or any JSON with ce- headers";

  /** Of Segment's HTTP API. */
  private static final List<String> CALLS =
      List.of("track", "identify", "page", "screen", "group", "alias");

  private static final String LINES = "application/x-ndjson";

  private final Ingest ingest;
  private final Submissions submissions;
  private final Bodies bodies;
  private final int chunksInFlight;

  EventRoutes(Ingest ingest, Submissions submissions, Bodies bodies, int chunksInFlight) {
    this.ingest = ingest;
    this.submissions = submissions;
    this.bodies = bodies;
    this.chunksInFlight = chunksInFlight;
  }

  List<Route> routes() {
    var all = new ArrayList<Route>();
    all.add(
        Route.post("/v1/events", this::events)
            .producing("application/json", LINES)
            .taking("score", "horizon"));
    for (String call : CALLS) {
      all.add(elsewhere(Route.post("/v1/" + call, x -> call(x, call))).taking("score", "horizon"));
    }
    all.add(elsewhere(Route.post("/v1/batch", this::batch)).taking("score", "horizon"));
    all.add(
        elsewhere(Route.post("/mp/collect", this::batch))
            .taking("score", "horizon", "measurement_id", "firebase_app_id", "api_secret"));
    return all;
  }

  /** Browsers send what is to outlive their page as text. */
  private static Route elsewhere(Route route) {
    return route.consuming("application/json", "text/plain");
  }

  private CompletionStage<HttpResponse> events(Exchange x) {
    if (x.header("ce-specversion").isPresent()) return binary(x);
    return switch (x.mediaType()) {
      case "application/cloudevents+json" -> single(x);
      case "application/x-ndjson", "application/jsonl", "application/ndjson" -> lines(x);
      case "application/cloudevents-batch+json" -> batch(x);
      case "application/json" -> either(x);
      default ->
          throw ProblemException.of(
              ProblemKind.UNSUPPORTED_MEDIA_TYPE,
              "'%s' is not taken: send %s".formatted(x.mediaType(), TYPES));
    };
  }

  private CompletionStage<HttpResponse> single(Exchange x) {
    var question = thenScore(x);
    return bodies
        .read(x.request(), HttpSettings.LARGEST_EVENT)
        .thenCompose(
            body -> one(ingest.read(body.toArrayUnsafe(), 0, body.size(), now()), question));
  }

  private CompletionStage<HttpResponse> binary(Exchange x) {
    var question = thenScore(x);
    var attributes = new HashMap<String, String>();
    for (HttpHeader header : x.request().getHeaders()) {
      if (header.lowercaseName().startsWith("ce-")) {
        attributes.put(header.lowercaseName(), header.value());
      }
    }
    String type = x.request().entity().getContentType().toString();
    return bodies
        .read(x.request(), HttpSettings.LARGEST_EVENT)
        .thenApply(ByteString::toArrayUnsafe)
        .thenCompose(body -> one(ingest.readBinary(attributes, type, body, now()), question));
  }

  private CompletionStage<HttpResponse> call(Exchange x, String type) {
    var question = thenScore(x);
    return bodies
        .read(x.request(), HttpSettings.LARGEST_EVENT)
        .thenCompose(body -> one(ingest.readCall(type, body.toArrayUnsafe(), now()), question));
  }

  private CompletionStage<HttpResponse> batch(Exchange x) {
    var question = thenScore(x);
    return readings(x).thenCompose(all -> many(all, question));
  }

  /** A body that may hold one event or several answers in the form that it has. */
  private CompletionStage<HttpResponse> either(Exchange x) {
    var question = thenScore(x);
    return readings(x)
        .thenCompose(all -> all.size() == 1 ? one(all.get(0), question) : many(all, question));
  }

  private CompletionStage<List<Reading>> readings(Exchange x) {
    return bodies
        .read(x.request(), HttpSettings.LARGEST_BODY)
        .thenApply(body -> ingest.readBatch(body.toArrayUnsafe(), 0, body.size(), now()))
        .thenApply(EventRoutes::checkedCount);
  }

  private static List<Reading> checkedCount(List<Reading> all) {
    if (all.size() <= HttpSettings.LARGEST_BATCH) return all;
    throw ProblemException.of(
        ProblemKind.TOO_LARGE,
        "the batch has %,d events: send at most %,d, or a stream of lines as %s"
            .formatted(all.size(), HttpSettings.LARGEST_BATCH, LINES));
  }

  private CompletionStage<HttpResponse> one(
      Reading reading, Optional<Supplier<Question>> question) {
    return submissions
        .submit(List.of(reading), question.map(Supplier::get))
        .thenApply(all -> answer(all.get(0)));
  }

  private static HttpResponse answer(Judged judged) {
    judged
        .asProblem()
        .ifPresent(
            problem -> {
              throw new ProblemException(problem);
            });
    int status = judged.verdict() == Verdict.DUPLICATE ? 200 : 202;
    return Replies.json(
        status,
        out -> {
          out.writeStartObject();
          judged.write(out);
          out.writeEndObject();
        });
  }

  private CompletionStage<HttpResponse> many(
      List<Reading> readings, Optional<Supplier<Question>> question) {
    return submissions.submit(readings, question.map(Supplier::get)).thenApply(EventRoutes::answer);
  }

  private static HttpResponse answer(List<Judged> all) {
    var counts = new EnumMap<Verdict, Integer>(Verdict.class);
    for (var verdict : Verdict.values()) counts.put(verdict, 0);
    for (var judged : all) counts.merge(judged.verdict(), 1, Integer::sum);
    return Replies.json(
        out -> {
          out.writeStartObject();
          for (Map.Entry<Verdict, Integer> count : counts.entrySet()) {
            out.writeNumberField(count.getKey().name().toLowerCase(Locale.ROOT), count.getValue());
          }
          out.writeArrayFieldStart("results");
          for (var judged : all) {
            out.writeStartObject();
            judged.write(out);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /** A body known to be short is answered as a whole, any other as it flows. */
  private CompletionStage<HttpResponse> lines(Exchange x) {
    var bulk = new BulkImport(ingest, submissions, thenScore(x));
    var entity = x.request().entity();
    return entity.getContentLengthOption().orElse(Long.MAX_VALUE) <= HttpSettings.LARGEST_BODY
        ? bodies
            .read(x.request(), HttpSettings.LARGEST_BODY)
            .thenCompose(bulk::verdicts)
            .thenApply(verdicts -> Replies.of(200, Replies.LINES, verdicts))
        : Replies.done(
            HttpResponse.create()
                .withEntity(
                    HttpEntities.createChunked(
                        Replies.LINES,
                        bulk.verdicts(entity.withoutSizeLimit().getDataBytes(), chunksInFlight))));
  }

  private static Optional<Supplier<Question>> thenScore(Exchange x) {
    double horizon = Questions.horizon(x);
    return x.parameter("score", EventRoutes::changed)
        .map(changed -> () -> new Question(now(), horizon, false));
  }

  private static Instant now() {
    return Instant.now();
  }

  private static String changed(String text) {
    if (text.equals("changed")) return text;
    throw new IllegalArgumentException("is '" + text + "': send changed, or leave it out");
  }
}
