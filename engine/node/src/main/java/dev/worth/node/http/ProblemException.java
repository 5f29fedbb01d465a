// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.protocol.Problem;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Ends a request with a problem. Expected, so without a stack trace. */
final class ProblemException extends RuntimeException {
  private final transient Problem problem;
  private final transient List<HttpHeader> headers;

  ProblemException(Problem problem, HttpHeader... headers) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
    this.headers = List.of(headers);
  }

  static ProblemException of(ProblemKind kind, String detail) {
    return new ProblemException(kind.because(detail));
  }

  /** A problem that passes: the client may repeat the request after that time. */
  static ProblemException passing(ProblemKind kind, String detail, int retryAfterSeconds) {
    return new ProblemException(
        kind.because(detail), RawHeader.create("Retry-After", String.valueOf(retryAfterSeconds)));
  }

  Problem problem() {
    return problem;
  }

  List<HttpHeader> headers() {
    return headers;
  }
}
