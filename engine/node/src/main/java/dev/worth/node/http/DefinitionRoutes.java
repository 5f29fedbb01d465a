// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.core.scoring.Output;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What each output of a score means, by the code that makes it. */
final class DefinitionRoutes {
  private static final String PLAIN = "text/plain";

  List<Route> routes() {
    return List.of(
        Route.get("/v1/definitions", x -> Replies.done(Replies.json(DefinitionRoutes::all)))
            .taking(),
        Route.get("/v1/definitions/{output}", this::page).producing(PLAIN).taking());
  }

  private CompletionStage<HttpResponse> page(Exchange x) {
    return Output.named(x.named().get(0))
        .map(output -> Replies.done(Replies.text(output.page())))
        .orElseThrow(() -> unknown(x.named().get(0)));
  }

  private static ProblemException unknown(String name) {
    String known =
        Arrays.stream(Output.values()).map(Output::code).collect(Collectors.joining(", "));
    return ProblemException.of(
        ProblemKind.NOT_FOUND, "no output of a score is called '" + name + "': ask for " + known);
  }

  private static void all(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("definitions");
    for (Output output : Output.values()) {
      out.writeStartObject();
      out.writeStringField("output", output.code());
      out.writeStringField("unit", output.unit());
      out.writeStringField("en", output.english());
      out.writeStringField("zh", output.chinese());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
