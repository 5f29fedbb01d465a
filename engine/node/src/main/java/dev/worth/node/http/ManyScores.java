// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.node.entity.Answer;
import dev.worth.node.entity.Customers;
import dev.worth.protocol.Problem;
import dev.worth.protocol.Score;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What many customers are worth, with a status for each. */
final class ManyScores {
  private final Customers customers;
  private final Bodies bodies;
  private final Waiting waiting;

  ManyScores(Customers customers, Bodies bodies, Waiting waiting) {
    this.customers = customers;
    this.bodies = bodies;
    this.waiting = waiting;
  }

  CompletionStage<HttpResponse> scores(Exchange x) {
    return bodies
        .read(x.request(), HttpSettings.LARGEST_BODY)
        .thenApply(body -> ScoresAsked.read(body, Instant.now()))
        .thenCompose(this::scores);
  }

  private CompletionStage<HttpResponse> scores(ScoresAsked asked) {
    var decisions = asked.record() ? decisions(asked) : List.<String>of();
    return answers(asked, decisions)
        .thenApply(answers -> Replies.json(out -> write(out, asked, decisions, answers)));
  }

  private static List<String> decisions(ScoresAsked asked) {
    return asked.all().stream().map(one -> ScoreRoutes.decision()).toList();
  }

  private CompletionStage<List<CompletableFuture<Answer>>> answers(
      ScoresAsked asked, List<String> decisions) {
    if (asked.past()) return past(asked);
    return asked.record() ? kept(asked, decisions) : present(asked);
  }

  /** Each is on disk before any is told. */
  private CompletionStage<List<CompletableFuture<Answer>>> kept(
      ScoresAsked asked, List<String> decisions) {
    return customers
        .forecast(asked.customers(), asked.question(), asked.minSeqs(), decisions)
        .thenCompose(
            first ->
                each(
                    asked,
                    first,
                    i -> {
                      var one = asked.all().get(i);
                      return customers.forecast(
                          one.customer(), asked.question(), one.minSeq(), decisions.get(i));
                    }));
  }

  private CompletionStage<List<CompletableFuture<Answer>>> present(ScoresAsked asked) {
    return customers
        .score(asked.customers(), asked.question())
        .thenCompose(
            first ->
                each(
                    asked,
                    first,
                    i -> {
                      var one = asked.all().get(i);
                      return customers.score(one.customer(), asked.question(), one.minSeq());
                    }));
  }

  private CompletionStage<List<CompletableFuture<Answer>>> past(ScoresAsked asked) {
    return together(
        asked.customers().stream()
            .map(customer -> customers.scoreAsOf(customer, asked.question()))
            .map(score -> score.<Answer>thenApply(Answer.Scored::new).toCompletableFuture())
            .toList());
  }

  /** Those that are behind what was asked for are asked again, all at the same time. */
  private CompletionStage<List<CompletableFuture<Answer>>> each(
      ScoresAsked asked,
      List<CompletableFuture<Answer>> first,
      IntFunction<CompletionStage<Answer>> again) {
    return together(
        IntStream.range(0, first.size())
            .mapToObj(i -> waited(asked.all().get(i), first.get(i), () -> again.apply(i)))
            .toList());
  }

  /** Ends when each has ended: one that failed takes nothing from the others. */
  private static CompletionStage<List<CompletableFuture<Answer>>> together(
      List<CompletableFuture<Answer>> all) {
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .handle((done, failure) -> all);
  }

  private CompletableFuture<Answer> waited(
      ScoresAsked.One one,
      CompletableFuture<Answer> first,
      Supplier<CompletionStage<Answer>> again) {
    return first.thenCompose(
        answer ->
            answer instanceof Answer.Scored(Score score) && score.sequenceNr() >= one.minSeq()
                ? first
                : waiting.until(again));
  }

  private void write(
      JsonGenerator out,
      ScoresAsked asked,
      List<String> decisions,
      List<CompletableFuture<Answer>> answers)
      throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("scores");
    for (int i = 0; i < answers.size(); i++) {
      String decision = decisions.isEmpty() ? "" : decisions.get(i);
      write(out, asked.all().get(i), answers.get(i), asked, decision);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void write(
      JsonGenerator out,
      ScoresAsked.One one,
      CompletableFuture<Answer> answer,
      ScoresAsked asked,
      String decision)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("customer", one.customer().value());
    if (answer.isCompletedExceptionally())
      problem(out, Failures.of(answer.exceptionNow()).problem());
    else answered(out, one, answer.join(), asked, decision);
    out.writeEndObject();
  }

  private static void problem(JsonGenerator out, Problem problem) throws IOException {
    out.writeNumberField("status", problem.status());
    out.writeFieldName("problem");
    Json.problem(out, problem);
  }

  private void answered(
      JsonGenerator out, ScoresAsked.One one, Answer answer, ScoresAsked asked, String decision)
      throws IOException {
    switch (answer) {
      case Answer.Scored(Score score) -> {
        out.writeNumberField("status", 200);
        out.writeFieldName("score");
        long stale = asked.past() ? 0 : ScoreJson.age(score);
        boolean explained = asked.question().explain();
        if (decision.isEmpty()) ScoreJson.whole(out, score, explained, stale);
        else ScoreJson.kept(out, score, explained, stale, decision);
      }
      case Answer.Behind(long sequenceNr) ->
          problem(
              out, ProblemKind.NOT_YET_VISIBLE.because(waiting.behind(one.minSeq(), sequenceNr)));
    }
  }
}
