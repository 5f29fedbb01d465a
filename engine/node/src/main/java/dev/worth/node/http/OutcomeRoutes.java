// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.node.entity.Customers;
import dev.worth.node.learning.Kept;
import dev.worth.node.learning.Learning;
import dev.worth.protocol.CustomerEvent.OutcomeReported;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What the shop knows to have come of a decision and no event tells; joined by decision id. */
final class OutcomeRoutes {
  private static final int PATIENCE_SECONDS = 10;

  private final Learning learning;
  private final Customers customers;
  private final Bodies bodies;
  private final String currency;

  OutcomeRoutes(Learning learning, Customers customers, Bodies bodies, String currency) {
    this.learning = learning;
    this.customers = customers;
    this.bodies = bodies;
    this.currency = currency;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/outcomes", this::outcomes).taking().consuming("application/json"));
  }

  /** What became of one of them. */
  private record Verdict(String status, Optional<Problem> problem) {
    static Verdict refused(ProblemKind kind, String detail) {
      return new Verdict("refused", Optional.of(kind.because(detail)));
    }
  }

  private CompletionStage<HttpResponse> outcomes(Exchange x) {
    return bodies
        .read(x.request(), HttpSettings.LARGEST_BODY)
        .thenApply(body -> OutcomesAsked.read(body, currency))
        .thenCompose(this::joined);
  }

  /** Everything told before is looked at first, so that a repeat is known as one. */
  private CompletionStage<HttpResponse> joined(List<OutcomesAsked.One> all) {
    return learning
        .caughtUp()
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(
            late -> {
              throw ProblemException.passing(
                  ProblemKind.UNAVAILABLE,
                  "the journal is still being taken in, so decisions cannot be looked up yet",
                  PATIENCE_SECONDS);
            })
        .thenCompose(done -> keep(all))
        .thenApply(verdicts -> Replies.json(out -> write(out, all, verdicts)));
  }

  private CompletionStage<List<CompletableFuture<Verdict>>> keep(List<OutcomesAsked.One> all) {
    var verdicts = new ArrayList<CompletableFuture<Verdict>>(all.size());
    Map<EventKey, String> here = new HashMap<>();
    for (var one : all) verdicts.add(keep(one, here).toCompletableFuture());
    return CompletableFuture.allOf(verdicts.toArray(CompletableFuture[]::new))
        .handle((done, failure) -> verdicts);
  }

  private CompletionStage<Verdict> keep(OutcomesAsked.One one, Map<EventKey, String> here) {
    var before = here.putIfAbsent(one.key(), one.decision());
    var known =
        before == null ? learning.outcome(one.key().source(), one.key().id()) : Optional.of(before);
    if (known.isPresent()) return done(repeated(one, known.get()));
    return learning
        .forecast(one.decision())
        .map(forecast -> keep(one, forecast))
        .orElseGet(() -> done(unknown(one)));
  }

  private CompletionStage<Verdict> keep(OutcomesAsked.One one, Kept forecast) {
    var told = new OutcomeReported(one.key(), one.at(), one.decision(), one.kind(), one.amount());
    return customers
        .note(forecast.customer(), told)
        .thenApply(noted -> new Verdict("accepted", Optional.empty()));
  }

  private static Verdict repeated(OutcomesAsked.One one, String decision) {
    return decision.equals(one.decision())
        ? new Verdict("duplicate", Optional.empty())
        : Verdict.refused(
            ProblemKind.CONFLICT,
            "this (source, id) was told of decision %s before: send another id for another outcome"
                .formatted(decision));
  }

  private static Verdict unknown(OutcomesAsked.One one) {
    return Verdict.refused(
        ProblemKind.NOT_FOUND,
        "no decision of id '%s' is known: send the decision_id of a score asked for with record=true, or of a forecast at a cut-off"
            .formatted(one.decision()));
  }

  private static CompletionStage<Verdict> done(Verdict verdict) {
    return CompletableFuture.completedFuture(verdict);
  }

  private static void write(
      JsonGenerator out, List<OutcomesAsked.One> all, List<CompletableFuture<Verdict>> verdicts)
      throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("outcomes");
    for (int i = 0; i < all.size(); i++) {
      var verdict = verdicts.get(i);
      out.writeStartObject();
      out.writeStringField("id", all.get(i).key().id());
      if (verdict.isCompletedExceptionally())
        write(
            out, new Verdict("failed", Optional.of(Failures.of(verdict.exceptionNow()).problem())));
      else write(out, verdict.join());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Verdict verdict) throws IOException {
    out.writeStringField("status", verdict.status());
    if (verdict.problem().isEmpty()) return;
    out.writeFieldName("problem");
    Json.problem(out, verdict.problem().get());
  }
}
