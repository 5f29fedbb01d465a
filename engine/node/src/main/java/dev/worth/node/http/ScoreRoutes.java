// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.core.promotion.ScoreMap;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.entity.Answer;
import dev.worth.node.entity.Customers;
import dev.worth.protocol.Problem;
import dev.worth.protocol.Score;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** What customers are worth: one or many, now or at a moment that has passed. */
final class ScoreRoutes {
  private static final int RETRY_AFTER_SECONDS = 1;

  private final Customers customers;
  private final Bodies bodies;
  private final Waiting waiting;
  private final Function<String, Optional<ScoreMap>> maps;

  /**
   * @param maps from a version's probabilities to an earlier scale
   */
  ScoreRoutes(
      Customers customers,
      Bodies bodies,
      Duration visibility,
      Function<String, Optional<ScoreMap>> maps) {
    this.maps = maps;
    this.customers = customers;
    this.bodies = bodies;
    this.waiting = new Waiting(visibility);
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/customers/{id}/score", this::score)
            .taking("horizon", "explain", "min_seq", "as_of", "record", "mapped"),
        Route.post("/v1/scores", this::scores).taking().consuming("application/json"));
  }

  private CompletionStage<HttpResponse> score(Exchange x) {
    var moment = x.parameter("as_of", Questions::moment);
    if (x.flag("record")) return kept(x, moment);
    if (moment.isEmpty()) return present(x);
    if (x.parameter("min_seq").isEmpty()) return past(x, moment.get());
    throw ProblemException.of(
        ProblemKind.INVALID_REQUEST,
        "query parameter min_seq does not go with as_of, which reads all that was ever"
            + " acknowledged: leave min_seq out");
  }

  /** A score that is kept, under an id that outcomes can be joined by, before it is told. */
  private CompletionStage<HttpResponse> kept(Exchange x, Optional<Instant> past) {
    if (past.isPresent())
      throw ProblemException.of(
          ProblemKind.INVALID_REQUEST,
          "query parameter record does not go with as_of: a forecast made afterwards is none");
    long minSeq = x.whole("min_seq", 0, 0, Long.MAX_VALUE);
    String id = "f-" + UUID.randomUUID();
    return waiting
        .until(() -> customers.forecast(x.customer(), Questions.now(x), minSeq, id))
        .thenApply(answer -> kept(x, answer, minSeq, id));
  }

  private HttpResponse kept(Exchange x, Answer answer, long minSeq, String id) {
    return switch (answer) {
      case Answer.Scored(Score score) ->
          Replies.json(
                  out -> ScoreJson.kept(out, score, x.flag("explain"), ScoreJson.age(score), id))
              .addHeader(RawHeader.create("Cache-Control", "no-store"));
      case Answer.Behind behind -> reply(x, behind, minSeq);
    };
  }

  private CompletionStage<HttpResponse> past(Exchange x, Instant moment) {
    return customers
        .scoreAsOf(x.customer(), Questions.at(x, moment))
        .thenApply(score -> reply(x, score, 0));
  }

  private CompletionStage<HttpResponse> present(Exchange x) {
    long minSeq = x.whole("min_seq", 0, 0, Long.MAX_VALUE);
    return waiting
        .until(() -> customers.score(x.customer(), Questions.now(x), minSeq))
        .thenApply(answer -> reply(x, answer, minSeq));
  }

  private HttpResponse reply(Exchange x, Answer answer, long minSeq) {
    return switch (answer) {
      case Answer.Scored(Score score) -> reply(x, score, ScoreJson.age(score));
      case Answer.Behind(long sequenceNr) ->
          throw ProblemException.passing(
              ProblemKind.NOT_YET_VISIBLE, behind(minSeq, sequenceNr), RETRY_AFTER_SECONDS);
    };
  }

  private String behind(long minSeq, long sequenceNr) {
    return "min_seq is %d, and after %d ms the customer is at %d"
        .formatted(minSeq, waiting.patience().toMillis(), sequenceNr);
  }

  /** As it is, and on the scale that thresholds were chosen on. */
  private HttpResponse mapped(Score score, boolean explained, long staleMillis) {
    var map = maps.apply(score.modelVersion()).orElse(ScoreMap.NONE);
    return Replies.json(out -> ScoreJson.mapped(out, score, explained, staleMillis, map))
        .addHeader(RawHeader.create("Cache-Control", "no-store"));
  }

  private HttpResponse reply(Exchange x, Score score, long staleMillis) {
    boolean explained = x.flag("explain");
    if (x.flag("mapped")) return mapped(score, explained, staleMillis);
    var tag = ETags.of(score, explained);
    boolean same = x.header("if-none-match").filter(tags -> ETags.match(tags, tag)).isPresent();
    var response =
        same
            ? HttpResponse.create().withStatus(304)
            : Replies.json(out -> ScoreJson.whole(out, score, explained, staleMillis));
    return response
        .addHeader(RawHeader.create("ETag", tag))
        .addHeader(RawHeader.create("Cache-Control", "private, no-cache"));
  }

  private CompletionStage<HttpResponse> scores(Exchange x) {
    return bodies
        .read(x.request(), HttpSettings.LARGEST_BODY)
        .thenApply(body -> ScoresAsked.read(body, Instant.now()))
        .thenCompose(this::scores);
  }

  private CompletionStage<HttpResponse> scores(ScoresAsked asked) {
    return (asked.past() ? past(asked) : present(asked))
        .thenApply(answers -> Replies.json(out -> write(out, asked, answers)));
  }

  private CompletionStage<List<CompletableFuture<Answer>>> present(ScoresAsked asked) {
    return customers
        .score(asked.customers(), asked.question())
        .thenCompose(first -> waited(asked, first));
  }

  private CompletionStage<List<CompletableFuture<Answer>>> past(ScoresAsked asked) {
    return together(
        asked.customers().stream()
            .map(customer -> customers.scoreAsOf(customer, asked.question()))
            .map(score -> score.<Answer>thenApply(Answer.Scored::new).toCompletableFuture())
            .toList());
  }

  /** Those that are behind what was asked for are waited for, all at the same time. */
  private CompletionStage<List<CompletableFuture<Answer>>> waited(
      ScoresAsked asked, List<CompletableFuture<Answer>> first) {
    var all =
        IntStream.range(0, first.size())
            .mapToObj(i -> waited(asked.all().get(i), asked.question(), first.get(i)))
            .toList();
    return together(all);
  }

  /** Ends when each has ended: one that failed takes nothing from the others. */
  private static CompletionStage<List<CompletableFuture<Answer>>> together(
      List<CompletableFuture<Answer>> all) {
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .handle((done, failure) -> all);
  }

  private CompletableFuture<Answer> waited(
      ScoresAsked.One one, Question question, CompletableFuture<Answer> first) {
    return first.thenCompose(
        answer ->
            answer instanceof Answer.Scored(Score score) && score.sequenceNr() >= one.minSeq()
                ? first
                : waiting.until(() -> customers.score(one.customer(), question, one.minSeq())));
  }

  private void write(JsonGenerator out, ScoresAsked asked, List<CompletableFuture<Answer>> answers)
      throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("scores");
    for (int i = 0; i < answers.size(); i++) {
      write(out, asked.all().get(i), answers.get(i), asked);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void write(
      JsonGenerator out, ScoresAsked.One one, CompletableFuture<Answer> answer, ScoresAsked asked)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("customer", one.customer().value());
    if (answer.isCompletedExceptionally())
      problem(out, Failures.of(answer.exceptionNow()).problem());
    else answered(out, one, answer.join(), asked);
    out.writeEndObject();
  }

  private static void problem(JsonGenerator out, Problem problem) throws IOException {
    out.writeNumberField("status", problem.status());
    out.writeFieldName("problem");
    Json.problem(out, problem);
  }

  private void answered(JsonGenerator out, ScoresAsked.One one, Answer answer, ScoresAsked asked)
      throws IOException {
    switch (answer) {
      case Answer.Scored(Score score) -> {
        out.writeNumberField("status", 200);
        out.writeFieldName("score");
        long stale = asked.past() ? 0 : ScoreJson.age(score);
        ScoreJson.whole(out, score, asked.question().explain(), stale);
      }
      case Answer.Behind(long sequenceNr) ->
          problem(out, ProblemKind.NOT_YET_VISIBLE.because(behind(one.minSeq(), sequenceNr)));
    }
  }
}
