// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import scala.concurrent.Future;
import scala.concurrent.Promise;

/** Java's futures as Scala's, completed on the same thread and with the plain error inside. */
final class Futures {
  private Futures() {}

  static <T> Future<T> asScala(CompletableFuture<T> future) {
    Promise<T> promise = org.apache.pekko.dispatch.Futures.promise();
    future.whenComplete(
        (value, error) -> {
          if (error == null) promise.success(value);
          else promise.failure(plain(error));
        });
    return promise.future();
  }

  static Throwable plain(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }
}
