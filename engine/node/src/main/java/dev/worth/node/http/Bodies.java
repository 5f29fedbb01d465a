// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/** Reads bodies as a whole, within a size and a time. */
final class Bodies {
  /** A refused body is read to its end up to here, so that its sender gets to see the answer. */
  private static final long DRAINED = 16 * 1024 * 1024;

  private final Materializer materializer;
  private final Duration patience;

  /**
   * @param patience how long a body may take to arrive
   */
  Bodies(Materializer materializer, Duration patience) {
    this.materializer = materializer;
    this.patience = patience;
  }

  /** The body; fails with a {@link ProblemException} if it is larger than the limit or too slow. */
  CompletionStage<ByteString> read(HttpRequest request, int limit) {
    if (request.entity() instanceof HttpEntity.Strict strict) return strict(strict, limit);
    if (request.entity().getContentLengthOption().orElse(0) > limit) {
      return drained(request).thenCompose(done -> tooLarge(limit));
    }
    return request
        .entity()
        .withSizeLimit(limit)
        .toStrict(patience.toMillis(), materializer)
        .thenApply(HttpEntity.Strict::getData)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(problem(failure, limit)));
  }

  /** Reads on without keeping anything, for a request that is refused whatever its body says. */
  void discard(HttpRequest request) {
    if (!request.entity().isStrict()) drained(request);
  }

  private static CompletionStage<ByteString> strict(HttpEntity.Strict entity, int limit) {
    return entity.getData().size() > limit
        ? tooLarge(limit)
        : CompletableFuture.completedFuture(entity.getData());
  }

  private CompletionStage<?> drained(HttpRequest request) {
    return request
        .entity()
        .withSizeLimit(DRAINED)
        .getDataBytes()
        .completionTimeout(patience)
        .runWith(Sink.ignore(), materializer)
        .exceptionally(brokenOff -> Done.getInstance());
  }

  private Throwable problem(Throwable failure, int limit) {
    var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    return switch (cause) {
      case EntityStreamSizeException e -> large(limit);
      case TimeoutException e ->
          ProblemException.of(
              ProblemKind.TIMEOUT,
              "the body did not arrive within %d s: send it faster, or in smaller pieces"
                  .formatted(patience.toSeconds()));
      case null, default ->
          ProblemException.of(
              ProblemKind.INVALID_REQUEST, "the body broke off: send the request again");
    };
  }

  private static <T> CompletionStage<T> tooLarge(int limit) {
    return CompletableFuture.failedFuture(large(limit));
  }

  private static ProblemException large(int limit) {
    return ProblemException.of(
        ProblemKind.TOO_LARGE,
        "the body has more than the %,d bytes that this route takes at once".formatted(limit));
  }
}
