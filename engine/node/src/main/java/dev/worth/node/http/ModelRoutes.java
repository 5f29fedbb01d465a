// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.ModelCard;
import dev.worth.node.model.ModelSlot;
import dev.worth.node.model.ModelStore;
import dev.worth.node.model.RefusedBundle;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;

/** Model versions: which there are, a new one, and which one is in use. */
final class ModelRoutes {
  private final ModelStore models;
  private final ModelSlot slot;
  private final Bodies bodies;
  private final Executor blocking;

  /**
   * @param blocking where files are read and written, and graphs are loaded
   */
  ModelRoutes(ModelStore models, ModelSlot slot, Bodies bodies, Executor blocking) {
    this.models = models;
    this.slot = slot;
    this.bodies = bodies;
    this.blocking = blocking;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/models", this::list).taking(),
        Route.post("/v1/models", this::register).consuming("application/zip").taking("promote"),
        Route.get("/v1/models/{version}", this::card).taking(),
        Route.post("/v1/models/{version}/promote", this::promote).taking());
  }

  private CompletionStage<HttpResponse> list(Exchange x) {
    return apart(models::list).thenApply(cards -> Replies.json(out -> write(out, cards)));
  }

  private CompletionStage<HttpResponse> card(Exchange x) {
    String version = x.named().get(0);
    return apart(() -> find(version)).thenApply(card -> reply(200, card));
  }

  private CompletionStage<HttpResponse> register(Exchange x) {
    boolean promote = x.flag("promote");
    return bodies
        .read(x.request(), HttpSettings.LARGEST_BUNDLE)
        .thenApplyAsync(body -> register(body, promote), blocking)
        .thenApply(card -> reply(201, card));
  }

  private ModelCard register(ByteString zip, boolean promote) {
    try {
      var card = models.register(zip.toArrayUnsafe());
      if (promote) slot.use(card.version());
      return card;
    } catch (RefusedBundle e) {
      throw refused(e);
    }
  }

  private CompletionStage<HttpResponse> promote(Exchange x) {
    String version = x.named().get(0);
    return apart(() -> use(version)).thenApply(cards -> Replies.json(out -> write(out, cards)));
  }

  private List<ModelCard> use(String version) {
    if (!version.equals(Baseline.VERSION)) find(version);
    try {
      slot.use(version);
      return models.list();
    } catch (RefusedBundle e) {
      throw refused(e);
    }
  }

  private static ProblemException refused(RefusedBundle e) {
    String reason = e.reason().name().toLowerCase(Locale.ROOT);
    return ProblemException.of(
        ProblemKind.BUNDLE_REFUSED, reason + ": " + Objects.toString(e.getMessage()));
  }

  private ModelCard find(String version) {
    return models.list().stream()
        .filter(card -> card.version().equals(version))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.of(
                    ProblemKind.NOT_FOUND, "no model of that version: GET /v1/models lists them"));
  }

  private <T> CompletionStage<T> apart(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, blocking);
  }

  private HttpResponse reply(int status, ModelCard card) {
    return Replies.json(status, out -> write(out, card));
  }

  private void write(JsonGenerator out, List<ModelCard> cards) throws IOException {
    out.writeStartObject();
    out.writeStringField("in_use", slot.get().version());
    out.writeArrayFieldStart("models");
    for (var card : cards) write(out, card);
    out.writeEndArray();
    out.writeEndObject();
  }

  private void write(JsonGenerator out, ModelCard card) throws IOException {
    out.writeStartObject();
    out.writeStringField("version", card.version());
    out.writeBooleanField("in_use", card.version().equals(slot.get().version()));
    out.writeStringField("family", card.family());
    Json.time(out, "trained_at", card.trainedAt());
    Json.time(out, "data_from", card.dataFrom());
    Json.time(out, "data_to", card.dataTo());
    out.writeNumberField("customers", card.customers());
    out.writeStringField("currency", card.currency());
    out.writeStringField("schema", card.schema());
    out.writeNumberField("seed", card.seed());
    out.writeStringField("code_version", card.codeVersion());
    Json.texts(out, "settings", card.settings());
    out.writeObjectFieldStart("metrics");
    for (var metric : card.metrics().entrySet())
      Json.number(out, metric.getKey(), metric.getValue());
    out.writeEndObject();
    Json.texts(out, "checksums", card.checksums());
    out.writeEndObject();
  }
}
