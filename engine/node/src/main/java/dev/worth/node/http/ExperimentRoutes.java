// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.core.experiment.ExperimentRecord;
import dev.worth.node.experiment.Experimentation;
import dev.worth.protocol.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Experiments: described, started, stopped; who is in which arm, and what came of it. */
final class ExperimentRoutes {
  private final Experimentation experiments;
  private final Bodies bodies;

  ExperimentRoutes(Experimentation experiments, Bodies bodies) {
    this.experiments = experiments;
    this.bodies = bodies;
  }

  List<Route> routes() {
    String one = "/v1/experiments/{id}";
    return List.of(
        Route.get("/v1/experiments", this::list).taking(),
        Route.post("/v1/experiments", this::create).taking().consuming("application/json"),
        Route.get(one, this::show).taking(),
        Route.post(one + "/start", this::start).taking(),
        Route.post(one + "/stop", this::stop).taking().consuming("application/json"),
        Route.get(one + "/assignment", this::look).taking("customer"),
        Route.post(one + "/assignment", this::expose).taking("customer"),
        Route.get(one + "/result", this::result).taking());
  }

  private CompletionStage<HttpResponse> list(Exchange x) {
    return experiments.list().thenApply(all -> Replies.json(out -> ExperimentJson.all(out, all)));
  }

  private CompletionStage<HttpResponse> create(Exchange x) {
    return bodies
        .read(x.request(), HttpSettings.LARGEST_EVENT)
        .thenApply(ExperimentAsked::read)
        .thenCompose(experiment -> experiments.create(experiment, Instant.now()))
        .thenApply(ExperimentRoutes::created);
  }

  private static HttpResponse created(ExperimentRecord record) {
    return reply(201, record)
        .addHeader(RawHeader.create("Location", "/v1/experiments/" + record.experiment().id()));
  }

  private CompletionStage<HttpResponse> show(Exchange x) {
    return experiments.find(id(x)).thenApply(record -> reply(200, record));
  }

  private CompletionStage<HttpResponse> start(Exchange x) {
    return experiments.begin(id(x), Instant.now()).thenApply(record -> reply(200, record));
  }

  private CompletionStage<HttpResponse> stop(Exchange x) {
    return bodies
        .read(x.request(), HttpSettings.LARGEST_EVENT)
        .thenApply(ExperimentAsked::reason)
        .thenCompose(reason -> experiments.end(id(x), reason, Instant.now()))
        .thenApply(record -> reply(200, record));
  }

  private CompletionStage<HttpResponse> look(Exchange x) {
    return experiments
        .look(id(x), customer(x))
        .thenApply(found -> Replies.json(out -> ExperimentJson.assigned(out, id(x), found)));
  }

  private CompletionStage<HttpResponse> expose(Exchange x) {
    return experiments
        .expose(id(x), customer(x), Instant.now())
        .thenApply(found -> Replies.json(out -> ExperimentJson.assigned(out, id(x), found)));
  }

  private CompletionStage<HttpResponse> result(Exchange x) {
    var now = Instant.now();
    return experiments
        .find(id(x))
        .thenCompose(
            record ->
                experiments
                    .result(record.experiment(), now)
                    .thenApply(
                        result ->
                            Replies.json(out -> ExperimentJson.result(out, record, result, now))));
  }

  private static String id(Exchange x) {
    return x.named(0, "the experiment in the path:", id -> id);
  }

  private static CustomerId customer(Exchange x) {
    return x.parameter("customer", CustomerId::new)
        .orElseThrow(
            () ->
                ProblemException.of(
                    ProblemKind.INVALID_REQUEST,
                    "query parameter customer is missing: send the customer's id"));
  }

  private static HttpResponse reply(int status, ExperimentRecord record) {
    return Replies.json(status, out -> ExperimentJson.one(out, record));
  }
}
