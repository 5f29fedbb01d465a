// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/** Answers what is not even HTTP, in the form of every other error. */
final class ParsingErrors extends ParsingErrorHandler {
  /** Pekko finds the handler by name and takes it from a field of this name. */
  @SuppressWarnings("unused")
  static final ParsingErrors MODULE$ = new ParsingErrors();

  private static final int HEADERS_TOO_LARGE = 431;
  private static final int CONTENT_TOO_LARGE = 413;

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo info, LoggingAdapter log, ServerSettings settings) {
    var kind =
        switch (status.intValue()) {
          case HEADERS_TOO_LARGE -> ProblemKind.TOO_MANY_HEADERS;
          case CONTENT_TOO_LARGE -> ProblemKind.TOO_LARGE;
          default -> ProblemKind.INVALID_REQUEST;
        };
    var problem = ProblemException.of(kind, info.summary());
    return Replies.failed(problem, "unread").addHeader(Connection.create("close"));
  }
}
