// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.entity.Answer;
import dev.worth.node.entity.Customers;
import dev.worth.node.entity.Seen;
import dev.worth.node.entity.Told;
import dev.worth.node.facts.FactCodec;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What is remembered of one customer, and the facts it rests on. */
final class CustomerRoutes {
  private static final int USUAL_PAGE = 100;
  private static final int LARGEST_PAGE = 500;
  private static final double STAGE_HORIZON = 90;

  private final Customers customers;
  private final String currency;

  CustomerRoutes(Customers customers, String currency) {
    this.customers = customers;
    this.currency = currency;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/customers/{id}", this::customer).taking(),
        Route.get("/v1/customers/{id}/timeline", this::timeline).taking("limit", "cursor"));
  }

  private CompletionStage<HttpResponse> customer(Exchange x) {
    var id = x.customer();
    return customers
        .look(id)
        .thenApply(CustomerRoutes::known)
        .thenCombine(
            customers.score(id, new Question(Instant.now(), STAGE_HORIZON, false), 0),
            (seen, answer) -> summary(id.value(), seen, answer));
  }

  private static Seen known(Seen seen) {
    if (seen.sequenceNr() > 0) return seen;
    throw ProblemException.of(
        ProblemKind.NOT_FOUND, "no fact of this customer is known (a score is given all the same)");
  }

  private HttpResponse summary(String id, Seen seen, Answer answer) {
    return Replies.json(out -> new CustomerJson(out, currency).write(id, seen, answer));
  }

  private CompletionStage<HttpResponse> timeline(Exchange x) {
    long from = x.parameter("cursor", Cursors::number).orElse(1L);
    int limit = (int) x.whole("limit", USUAL_PAGE, 1, LARGEST_PAGE);
    return customers
        .timeline(x.customer(), Math.max(1, from), limit + 1)
        .thenApply(told -> page(x, told, limit));
  }

  private static HttpResponse page(Exchange x, List<Told> told, int limit) {
    var shown = told.subList(0, Math.min(limit, told.size()));
    var reply = Replies.json(out -> write(out, shown));
    return told.size() <= limit
        ? reply
        : Cursors.linked(reply, x, Cursors.of(String.valueOf(told.get(limit).sequenceNr())));
  }

  private static void write(JsonGenerator out, List<Told> all) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("facts");
    for (var told : all) {
      out.writeStartObject();
      out.writeNumberField("seq", told.sequenceNr());
      Json.time(out, "written_at", told.writtenAt());
      out.writeFieldName("fact");
      FactCodec.writeJson(told.event(), out);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
