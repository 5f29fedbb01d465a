// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;

/** What the server says about itself: its API, its kinds of problem, its measurements. */
final class DocumentRoutes {
  private static final String DOCUMENT = "openapi.json";
  private static final String PLAIN = "text/plain";
  private static final String OPEN_METRICS = "application/openmetrics-text";

  private final Metrics metrics;
  private final ByteString openApi = resource();

  DocumentRoutes(Metrics metrics) {
    this.metrics = metrics;
  }

  /**
   * @param others all other routes, for the index
   */
  List<Route> routes(List<Route> others) {
    String index = index(others);
    return List.of(
        Route.get("/", x -> Replies.done(Replies.text(index))).producing(PLAIN).withoutToken(),
        Route.get("/openapi.json", x -> Replies.done(Replies.of(200, Replies.JSON, openApi)))
            .withoutToken(),
        Route.get("/problems/{kind}", this::problem).producing(PLAIN).withoutToken(),
        Route.get("/metrics", this::measured).producing(PLAIN, OPEN_METRICS));
  }

  private static String index(List<Route> routes) {
    return routes.stream()
        .map(route -> "%-6s %s".formatted(route.method().value(), route.template()))
        .collect(
            Collectors.joining(
                "\n",
                "Worth: facts of a shop in, live customer value out.\n\n",
                "\nGET    /metrics\nGET    /openapi.json\n\nThe last describes all of them.\n"));
  }

  private CompletionStage<HttpResponse> problem(Exchange x) {
    return ProblemKind.of(x.named().get(0))
        .map(
            kind ->
                Replies.text("%s (%d)\n\n%s\n".formatted(kind.title(), kind.status(), kind.page())))
        .map(Replies::done)
        .orElseThrow(
            () ->
                ProblemException.of(
                    ProblemKind.NOT_FOUND, "no problem of this server has that name"));
  }

  private CompletionStage<HttpResponse> measured(Exchange x) {
    String accept = x.request().getHeader("accept").map(HttpHeader::value).orElse("");
    boolean open = accept.contains(OPEN_METRICS);
    String type =
        open
            ? OPEN_METRICS + "; version=1.0.0; charset=utf-8"
            : PLAIN + "; version=0.0.4; charset=utf-8";
    var body = ByteString.fromString(metrics.scrape(type));
    return Replies.done(Replies.of(200, Replies.type(type), body));
  }

  private static ByteString resource() {
    try (var in = DocumentRoutes.class.getResourceAsStream(DOCUMENT)) {
      if (in == null) throw new IllegalStateException(DOCUMENT + " is not in this build");
      return ByteString.fromArray(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(DOCUMENT + " cannot be read", e);
    }
  }
}
