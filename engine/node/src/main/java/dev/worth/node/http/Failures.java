// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.node.entity.NotAnswered;
import dev.worth.node.entity.Overloaded;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Which failures are expected, and what the client is told of them. */
final class Failures {
  private static final int SOON = 1;

  /** Empty for a defect of ours. */
  static Optional<ProblemException> expected(Throwable failure) {
    return switch (root(failure)) {
      case ProblemException e -> Optional.of(e);
      case Overloaded e ->
          passing(ProblemKind.OVERLOADED, Objects.toString(e.getMessage()), e.retryAfterSeconds());
      case NotAnswered e ->
          passing(ProblemKind.UNAVAILABLE, Objects.toString(e.getMessage()), SOON);
      default -> Optional.empty();
    };
  }

  /** Whether nothing was stored because there was no room. */
  static boolean isOverload(Throwable failure) {
    return root(failure) instanceof Overloaded;
  }

  /** Whether a customer could not be asked. */
  static boolean isUnanswered(Throwable failure) {
    return root(failure) instanceof NotAnswered;
  }

  private static Throwable root(Throwable failure) {
    return failure instanceof CompletionException e && e.getCause() != null
        ? root(e.getCause())
        : failure;
  }

  private static Optional<ProblemException> passing(ProblemKind kind, String detail, int seconds) {
    return Optional.of(ProblemException.passing(kind, detail, seconds));
  }

  private Failures() {}
}
