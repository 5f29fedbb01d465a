// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.node.entity.Answer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks again until the answer includes the facts asked for, within a limit. */
record Waiting(Duration patience) {
  private static final long FIRST_PAUSE = 10;
  private static final long LONGEST_PAUSE = 200;

  CompletionStage<Answer> until(Supplier<CompletionStage<Answer>> question) {
    return ask(question, System.nanoTime() + patience.toNanos(), FIRST_PAUSE);
  }

  private static CompletionStage<Answer> ask(
      Supplier<CompletionStage<Answer>> question, long deadline, long pause) {
    return question
        .get()
        .thenCompose(
            answer ->
                answer instanceof Answer.Behind && System.nanoTime() < deadline
                    ? later(
                        () -> ask(question, deadline, Math.min(LONGEST_PAUSE, 2 * pause)), pause)
                    : CompletableFuture.completedFuture(answer));
  }

  private static CompletionStage<Answer> later(
      Supplier<CompletionStage<Answer>> next, long millis) {
    var then = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
    return CompletableFuture.supplyAsync(next, then).thenCompose(stage -> stage);
  }

  /** That a customer is behind what was asked for, in words. */
  String behind(long minSeq, long sequenceNr) {
    return "min_seq is %d, and after %d ms the customer is at %d"
        .formatted(minSeq, patience.toMillis(), sequenceNr);
  }
}
