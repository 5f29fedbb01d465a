// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.protocol.Problem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.util.ByteString;

/** Answers with their media types. */
final class Replies {
  static final ContentType JSON = ContentTypes.APPLICATION_JSON;
  static final ContentType PROBLEM = custom("problem+json");
  static final ContentType LINES = custom("x-ndjson");
  static final ContentType TEXT = ContentTypes.TEXT_PLAIN_UTF8;

  private static ContentType custom(String subType) {
    return MediaTypes.customBinary("application", subType, true).toContentType();
  }

  static ContentType type(String value) {
    return ContentTypes.parse(value);
  }

  static CompletionStage<HttpResponse> done(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }

  static HttpResponse json(Json.Writing writing) {
    return json(200, writing);
  }

  static HttpResponse json(int status, Json.Writing writing) {
    return of(status, JSON, Json.bytes(writing));
  }

  static HttpResponse text(String text) {
    return of(200, TEXT, ByteString.fromString(text));
  }

  static HttpResponse failed(ProblemException e, String requestId) {
    return problem(e.problem(), requestId).addHeaders(e.headers());
  }

  private static HttpResponse problem(Problem problem, String requestId) {
    return of(
        problem.status(),
        PROBLEM,
        Json.bytes(
            out -> {
              out.writeStartObject();
              Json.problemFields(out, problem);
              out.writeStringField("instance", "urn:worth:request:" + requestId);
              out.writeEndObject();
            }));
  }

  static HttpResponse of(int status, ContentType type, ByteString body) {
    return HttpResponse.create().withStatus(status).withEntity(HttpEntities.create(type, body));
  }

  private Replies() {}
}
