// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.node.entity.NotAnswered;
import dev.worth.node.entity.Overloaded;
import dev.worth.node.experiment.RefusedWish;
import dev.worth.node.facts.StorageException;
import dev.worth.node.model.RefusedBundle;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Which failures are expected, and what the client is told of them. */
final class Failures {
  private static final int SOON = 1;

  /** As long as it takes people to restore a backup. */
  private static final int AFTER_REPAIR = 600;

  /** The journal's own words name a file of the server's: they are for its log. */
  private static final String DAMAGE =
      "the journal is damaged where this is read: run `worth verify` to see which records, and"
          + " restore a backup";

  private static final String NO_STORAGE =
      "the journal cannot be used now: GET /health/ready and the server's log say why";

  private static final String SILENCE =
      "the registry of models or of experiments does not answer in time: the node is starting or"
          + " stopping, or the disk does not take writes. Asking the same again is safe";

  /** Empty for a defect of ours. */
  static Optional<ProblemException> expected(Throwable failure) {
    return switch (root(failure)) {
      case ProblemException e -> Optional.of(e);
      case Overloaded e ->
          passing(ProblemKind.OVERLOADED, Objects.toString(e.getMessage()), e.retryAfterSeconds());
      case NotAnswered e -> stored(e.isDamage(), Objects.toString(e.getMessage()));
      case RefusedBundle e -> Optional.of(refused(e));
      case StorageException e -> stored(e.isDamage(), e.isDamage() ? DAMAGE : NO_STORAGE);
      case RefusedWish e -> Optional.of(refused(e));
      case TimeoutException e -> passing(ProblemKind.UNAVAILABLE, SILENCE, SOON);
      default -> Optional.empty();
    };
  }

  private static ProblemException refused(RefusedWish e) {
    var kind =
        switch (e.why()) {
          case UNKNOWN -> ProblemKind.NOT_FOUND;
          case CONFLICT -> ProblemKind.CONFLICT;
        };
    return ProblemException.of(kind, Objects.toString(e.getMessage()));
  }

  private static ProblemException refused(RefusedBundle e) {
    String reason = e.reason().name().toLowerCase(Locale.ROOT);
    return ProblemException.of(
        ProblemKind.BUNDLE_REFUSED, reason + ": " + Objects.toString(e.getMessage()));
  }

  /** What is told of a failure; a defect of ours is thrown on. */
  static ProblemException of(Throwable failure) {
    return expected(failure).orElseThrow(() -> new CompletionException(failure));
  }

  /** Whether nothing was stored because there was no room. */
  static boolean isOverload(Throwable failure) {
    return root(failure) instanceof Overloaded;
  }

  /** Whether a customer could not be asked. */
  static boolean isUnanswered(Throwable failure) {
    return root(failure) instanceof NotAnswered;
  }

  private static Optional<ProblemException> stored(boolean isDamage, String detail) {
    return isDamage
        ? passing(ProblemKind.DAMAGED, detail, AFTER_REPAIR)
        : passing(ProblemKind.UNAVAILABLE, detail, SOON);
  }

  /**
   * What is told of a customer that could not be asked.
   *
   * @param troubles of the node; empty when all is in order
   */
  static ProblemException unanswered(Throwable failure, String troubles) {
    var plain = of(failure);
    boolean isKnown =
        troubles.isEmpty() || plain.problem().type().equals(ProblemKind.DAMAGED.type());
    return isKnown
        ? plain
        : ProblemException.passing(
            ProblemKind.UNAVAILABLE, plain.problem().detail() + " (" + troubles + ")", SOON);
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
