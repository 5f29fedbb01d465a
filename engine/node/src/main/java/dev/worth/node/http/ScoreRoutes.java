// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.core.promotion.ScoreMap;
import dev.worth.node.entity.Answer;
import dev.worth.node.entity.Customers;
import dev.worth.protocol.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** What customers are worth: one or many, now or at a moment that has passed. */
final class ScoreRoutes {
  private static final int RETRY_AFTER_SECONDS = 1;

  private final Customers customers;
  private final ManyScores many;
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
    this.waiting = new Waiting(visibility);
    this.many = new ManyScores(customers, bodies, waiting);
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/customers/{id}/score", this::score)
            .taking("horizon", "explain", "min_seq", "as_of", "record", "mapped"),
        Route.post("/v1/scores", many::scores).taking().consuming("application/json"));
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
    String id = decision();
    return waiting
        .until(() -> customers.forecast(x.customer(), Questions.now(x), minSeq, id))
        .thenApply(answer -> kept(x, answer, minSeq, id));
  }

  /** An id for a forecast that is to be kept. */
  static String decision() {
    return "f-" + UUID.randomUUID();
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
              ProblemKind.NOT_YET_VISIBLE, waiting.behind(minSeq, sequenceNr), RETRY_AFTER_SECONDS);
    };
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
}
