// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.node.entity.Customers;
import dev.worth.node.entity.Released;
import dev.worth.node.ingest.Ingest;
import dev.worth.node.ingest.Reading;
import dev.worth.protocol.CustomerEvent.EventQuarantined;
import dev.worth.protocol.CustomerEvent.QuarantineReleased;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.QuarantineReason;
import dev.worth.protocol.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;

/** Facts that were kept and not counted: to list, to send again after a fix, to give up. */
final class QuarantineRoutes {
  private static final int USUAL_PAGE = 100;
  private static final int LARGEST_PAGE = 500;
  private static final String RELEASES = "worth:release";

  private final Quarantine quarantine;
  private final Customers customers;
  private final Ingest ingest;
  private final Submissions submissions;
  private final Bodies bodies;

  QuarantineRoutes(
      Quarantine quarantine,
      Customers customers,
      Ingest ingest,
      Submissions submissions,
      Bodies bodies) {
    this.quarantine = quarantine;
    this.customers = customers;
    this.ingest = ingest;
    this.submissions = submissions;
    this.bodies = bodies;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/quarantine", this::list).taking("reason", "limit", "cursor"),
        Route.post("/v1/quarantine/{id}/replay", this::replay)
            .taking()
            .consuming("application/json", "application/cloudevents+json"),
        Route.delete("/v1/quarantine/{id}", this::giveUp).taking());
  }

  private CompletionStage<HttpResponse> list(Exchange x) {
    var reason = x.parameter("reason", QuarantineRoutes::reason);
    Predicate<EventQuarantined> wanted = held -> reason.map(held.reason()::equals).orElse(true);
    long after = x.parameter("cursor", Cursors::number).orElse(0L);
    int limit = (int) x.whole("limit", USUAL_PAGE, 1, LARGEST_PAGE);
    return quarantine.list(after, limit, wanted).thenApply(page -> reply(x, page));
  }

  private static QuarantineReason reason(String text) {
    for (var reason : QuarantineReason.values()) {
      if (reason.name().equalsIgnoreCase(text)) return reason;
    }
    throw new IllegalArgumentException(
        "is '%s': send one of %s"
            .formatted(
                text, List.of(QuarantineReason.values()).toString().toLowerCase(Locale.ROOT)));
  }

  private static HttpResponse reply(Exchange x, Quarantine.Page page) {
    var reply = Replies.json(out -> write(out, page));
    return page.next()
        .map(next -> Cursors.linked(reply, x, Cursors.of(String.valueOf(next))))
        .orElse(reply);
  }

  private static void write(JsonGenerator out, Quarantine.Page page) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("quarantined");
    for (var held : page.held()) write(out, held);
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Quarantine.Held held) throws IOException {
    var fact = held.fact();
    out.writeStartObject();
    out.writeStringField("id", held.id().text());
    out.writeStringField("customer", held.id().customer().value());
    out.writeStringField("event_source", fact.key().source());
    out.writeStringField("event_id", fact.key().id());
    Json.time(out, "at", fact.at());
    Json.time(out, "quarantined_at", held.writtenAt());
    out.writeStringField("reason", fact.reason().name().toLowerCase(Locale.ROOT));
    out.writeStringField("detail", fact.detail());
    out.writeStringField("original", fact.original());
    out.writeEndObject();
  }

  private CompletionStage<HttpResponse> replay(Exchange x) {
    return bodies
        .read(x.request(), HttpSettings.LARGEST_EVENT)
        .thenCombine(held(x), this::reading)
        .thenCompose(this::replay);
  }

  private record Replay(Quarantine.Held held, Reading reading) {}

  /** The corrected event if there is one in the body, else the original as it was. */
  private Replay reading(ByteString body, Quarantine.Held held) {
    byte[] event =
        body.isEmpty()
            ? held.fact().original().getBytes(StandardCharsets.UTF_8)
            : body.toArrayUnsafe();
    var reading = ingest.readAbout(held.id().customer(), event, Instant.now());
    return new Replay(held, checked(reading, held.id().customer()));
  }

  private static Reading checked(Reading reading, CustomerId customer) {
    return switch (reading) {
      case Reading.Rejected(var id, var problem) -> throw new ProblemException(problem);
      case Reading.Fact(var whose, var event) when !whose.equals(customer) -> throw otherCustomer();
      case Reading.Quarantined(var whose, var event) when !whose.equals(customer) ->
          throw otherCustomer();
      case Reading.Fact fact -> fact;
      case Reading.Quarantined held -> held;
    };
  }

  private static ProblemException otherCustomer() {
    return ProblemException.of(
        ProblemKind.CONFLICT,
        "the corrected event is about another customer: send it as an event of its own and delete"
            + " this one");
  }

  private CompletionStage<HttpResponse> replay(Replay replay) {
    return submissions
        .submit(List.of(replay.reading()), Optional.empty())
        .thenCompose(all -> released(replay.held(), all.get(0)))
        .thenApply(judged -> Replies.json(out -> write(out, judged)));
  }

  /** What counts now under whatever id leaves the quarantine. */
  private CompletionStage<Judged> released(Quarantine.Held held, Judged judged) {
    boolean counts = judged.verdict() == Verdict.ACCEPTED || judged.verdict() == Verdict.DUPLICATE;
    return counts
        ? release(held).thenApply(done -> judged)
        : CompletableFuture.completedFuture(judged);
  }

  private static void write(JsonGenerator out, Judged judged) throws IOException {
    out.writeStartObject();
    judged.write(out);
    out.writeEndObject();
  }

  private CompletionStage<HttpResponse> giveUp(Exchange x) {
    return held(x)
        .thenCompose(this::release)
        .thenApply(released -> HttpResponse.create().withStatus(204));
  }

  private CompletionStage<Released> release(Quarantine.Held held) {
    var key = held.fact().key();
    var as = new QuarantineReleased(new EventKey(RELEASES, key.id()), Instant.now(), key);
    return customers.release(held.id().customer(), as);
  }

  private CompletionStage<Quarantine.Held> held(Exchange x) {
    return quarantine
        .find(x.named(0, "quarantine id", QuarantineId::of))
        .thenApply(
            held ->
                held.orElseThrow(
                    () ->
                        ProblemException.of(
                            ProblemKind.NOT_FOUND, "no fact of that id is in quarantine")));
  }
}
