// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaRange;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.Accept;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.japi.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Around every route: an id for the request, the check of the token, the choice of the route,
 * errors as problems, and measurement.
 */
final class Edge implements Function<HttpRequest, CompletionStage<HttpResponse>> {
  private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
  private static final String NO_ROUTE = "none";

  private final Router router;
  private final Access access;
  private final Bodies bodies;
  private final Metrics metrics;
  private final RequestIds ids = new RequestIds();

  Edge(List<Route> routes, Access access, Bodies bodies, Metrics metrics) {
    this.router = new Router(routes);
    this.access = access;
    this.bodies = bodies;
    this.metrics = metrics;
  }

  @Override
  public CompletionStage<HttpResponse> apply(HttpRequest request) {
    long start = System.nanoTime();
    String id = ids.of(request);
    var found = router.find(request.method(), segments(request));
    String template = found instanceof Router.Matched m ? m.route().template() : NO_ROUTE;
    return answer(request, found, id)
        .handle(
            (response, failure) -> {
              var whole = failure == null ? response : Replies.failed(problem(failure, id), id);
              var answer = whole.addHeader(RawHeader.create("X-Request-Id", id));
              long nanos = System.nanoTime() - start;
              metrics.answered(
                  request.method().value(), template, answer.status().intValue(), nanos);
              return answer;
            });
  }

  private CompletionStage<HttpResponse> answer(HttpRequest request, Router.Found found, String id) {
    try {
      return switch (checked(request, found)) {
        case Router.Matched(Route route, List<String> named) ->
            route.handler().answer(new Exchange(request, request.getUri().query(), named, id));
        case Router.OtherMethods(List<String> allowed) -> throw otherMethods(request, allowed);
        case Router.Nothing() ->
            throw ProblemException.of(
                ProblemKind.NOT_FOUND, "no route has this path: GET / lists them");
      };
    } catch (ProblemException e) {
      bodies.discard(request);
      return CompletableFuture.failedFuture(e);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Router.Found checked(HttpRequest request, Router.Found found) {
    boolean open = found instanceof Router.Matched m && m.route().open();
    if (!open && !access.allows(request)) throw unauthorized();
    if (found instanceof Router.Matched m) checkAccept(request, m.route().produces());
    return found;
  }

  private static ProblemException unauthorized() {
    return new ProblemException(
        ProblemKind.UNAUTHORIZED.because(
            "the request shows no valid token: send Authorization: Bearer TOKEN"),
        RawHeader.create("WWW-Authenticate", "Bearer realm=\"worth\""));
  }

  private static ProblemException otherMethods(HttpRequest request, List<String> allowed) {
    String methods = String.join(", ", allowed);
    return new ProblemException(
        ProblemKind.METHOD_NOT_ALLOWED.because(
            "%s is not for this path: use %s".formatted(request.method().value(), methods)),
        RawHeader.create("Allow", methods));
  }

  private static void checkAccept(HttpRequest request, List<String> produces) {
    var accept = request.getHeader(Accept.class);
    if (accept.isEmpty() || accept.get().acceptsAll()) return;
    for (MediaRange range : accept.get().getMediaRanges()) {
      for (String type : produces) if (fits(range, type)) return;
    }
    throw ProblemException.of(
        ProblemKind.NOT_ACCEPTABLE,
        "this route answers with %s: accept one of them".formatted(String.join(" or ", produces)));
  }

  private static boolean fits(MediaRange range, String type) {
    return range.matches(MediaTypes.custom(type, true, true));
  }

  /** What stands after each slash, decoded; nothing where two slashes meet. */
  private static List<String> segments(HttpRequest request) {
    var all = new ArrayList<String>(5);
    var rest = request.getUri().asScala().path();
    while (!rest.isEmpty()) {
      rest = rest.tail();
      boolean isNamed = rest.startsWithSegment();
      all.add(isNamed ? rest.head().toString() : "");
      if (isNamed) rest = rest.tail();
    }
    return all;
  }

  private static ProblemException problem(Throwable failure, String id) {
    return Failures.expected(failure).orElseGet(() -> defect(failure, id));
  }

  /** Logged, and told without detail. */
  private static ProblemException defect(Throwable failure, String id) {
    LOG.error("Request {} failed", id, failure);
    return ProblemException.of(
        ProblemKind.INTERNAL_ERROR, "a defect of the server: its log names the cause");
  }
}
