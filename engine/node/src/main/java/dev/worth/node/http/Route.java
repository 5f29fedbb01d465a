// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * One operation of the API.
 *
 * @param template path with named parts in braces, such as {@code /v1/customers/{id}/score}
 * @param produces media types of a successful answer
 * @param open whether it answers without a token
 */
record Route(
    HttpMethod method, String template, List<String> produces, boolean open, Handler handler) {
  private static final List<String> JSON = List.of("application/json");

  /** Answers one request; a {@link ProblemException} becomes its problem. */
  @FunctionalInterface
  interface Handler {
    CompletionStage<HttpResponse> answer(Exchange exchange);
  }

  static Route get(String template, Handler handler) {
    return new Route(HttpMethods.GET, template, JSON, false, handler);
  }

  static Route post(String template, Handler handler) {
    return new Route(HttpMethods.POST, template, JSON, false, handler);
  }

  static Route delete(String template, Handler handler) {
    return new Route(HttpMethods.DELETE, template, JSON, false, handler);
  }

  Route producing(String... types) {
    return new Route(method, template, List.of(types), open, handler);
  }

  /** For what holds no data of the shop: probes, documents. */
  Route withoutToken() {
    return new Route(method, template, produces, true, handler);
  }

  /** Refuses every query parameter but these, and each that stands twice. */
  Route taking(String... parameters) {
    var known = List.of(parameters);
    return with(x -> x.checkParameters(known));
  }

  /** Refuses bodies of other media types. */
  Route consuming(String... types) {
    var known = List.of(types);
    return with(x -> x.checkType(known));
  }

  private Route with(Consumer<Exchange> check) {
    return new Route(
        method,
        template,
        produces,
        open,
        x -> {
          check.accept(x);
          return handler.answer(x);
        });
  }

  String[] parts() {
    return template.substring(1).split("/", -1);
  }
}
