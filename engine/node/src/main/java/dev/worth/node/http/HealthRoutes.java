// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * For probes. Live only says that requests are answered: it never looks at the journal, or one
 * stall of the disk would have every node restarted. Ready says that requests should be sent here;
 * startup that it has once been ready.
 */
final class HealthRoutes {
  private final List<Readiness> checks;
  private volatile boolean started;

  HealthRoutes(List<Readiness> checks) {
    this.checks = checks;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/health/startup", this::startup).withoutToken(),
        Route.get("/health/ready", this::ready).withoutToken(),
        Route.get("/health/live", x -> Replies.done(up(List.of()))).withoutToken());
  }

  private CompletionStage<HttpResponse> startup(Exchange x) {
    return started ? Replies.done(up(List.of())) : ready(x);
  }

  private CompletionStage<HttpResponse> ready(Exchange x) {
    String troubles = Readiness.troubles(checks);
    if (!troubles.isEmpty()) throw ProblemException.passing(ProblemKind.UNAVAILABLE, troubles, 1);
    started = true;
    return Replies.done(up(checks));
  }

  private static HttpResponse up(List<Readiness> checks) {
    return Replies.json(out -> write(out, checks));
  }

  private static void write(JsonGenerator out, List<Readiness> checks) throws IOException {
    out.writeStartObject();
    out.writeStringField("status", "up");
    out.writeArrayFieldStart("checks");
    for (var check : checks) out.writeString(check.name());
    out.writeEndArray();
    notes(out, checks);
    out.writeEndObject();
  }

  private static void notes(JsonGenerator out, List<Readiness> checks) throws IOException {
    var noted = checks.stream().filter(check -> check.note().get().isPresent()).toList();
    if (noted.isEmpty()) return;
    out.writeObjectFieldStart("notes");
    for (var check : noted) out.writeStringField(check.name(), check.note().get().orElse(""));
    out.writeEndObject();
  }
}
