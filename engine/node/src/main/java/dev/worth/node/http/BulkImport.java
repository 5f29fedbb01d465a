// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.ingest.Ingest;
import dev.worth.node.ingest.Reading;
import dev.worth.protocol.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * One bulk body: lines in, verdicts out, in order, some chunks at a time. While the node has no
 * room nothing further is read, so the sender waits and memory does not grow.
 */
final class BulkImport {
  private static final int READ_AHEAD = 128 * 1024;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  private final Ingest ingest;
  private final Submissions submissions;
  private final Optional<Supplier<Question>> thenScore;

  /** Ends when all chunks so far have been let in: a customer's facts keep their order. */
  private CompletionStage<Done> letIn = CompletableFuture.completedFuture(Done.getInstance());

  /**
   * @param thenScore asked of every customer with a fact that changes value
   */
  BulkImport(Ingest ingest, Submissions submissions, Optional<Supplier<Question>> thenScore) {
    this.ingest = ingest;
    this.submissions = submissions;
    this.thenScore = thenScore;
  }

  /** Verdicts for a body, as it flows. */
  <M> Source<ByteString, M> verdicts(Source<ByteString, M> body, int chunksInFlight) {
    return body.batchWeighted(READ_AHEAD, b -> (long) b.size(), b -> b, ByteString::concat)
        .concat(Source.single(Lines.END))
        .statefulMapConcat(Lines::new)
        .mapAsync(chunksInFlight, this::take);
  }

  /** Verdicts for a body that has arrived. */
  CompletionStage<ByteString> verdicts(ByteString body) {
    CompletionStage<ByteString> all =
        CompletableFuture.completedFuture(ByteString.emptyByteString());
    for (var chunk : new Lines().apply(body.concat(Lines.END))) {
      all = all.thenCombine(take(chunk), ByteString::concat);
    }
    return all;
  }

  /** Verdicts of one chunk, one line each. Called for one chunk after the other. */
  CompletionStage<ByteString> take(Lines.Chunk chunk) {
    var readings = chunk.read(ingest, Instant.now());
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    var entered = new CompletableFuture<Done>();
    var judged = letIn.thenCompose(done -> attempt(readings, entered, deadline));
    letIn = entered;
    return judged.thenApply(all -> Json.bytes(out -> write(out, chunk, all)));
  }

  private CompletionStage<List<Judged>> attempt(
      List<Reading> readings, CompletableFuture<Done> entered, long deadline) {
    var submitted =
        submissions.submit(readings, thenScore.map(Supplier::get)).toCompletableFuture();
    if (hasNoRoom(submitted) && System.nanoTime() < deadline) {
      return pause().thenCompose(done -> attempt(readings, entered, deadline));
    }
    entered.complete(Done.getInstance());
    return submitted.exceptionally(failure -> failed(readings, failure));
  }

  /** The door says so at once, before anything is sent on. */
  private static boolean hasNoRoom(CompletableFuture<?> submitted) {
    return submitted.isCompletedExceptionally() && Failures.isOverload(submitted.exceptionNow());
  }

  private static CompletionStage<Void> pause() {
    Executor later =
        CompletableFuture.delayedExecutor(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
    return CompletableFuture.runAsync(() -> {}, later);
  }

  /** Every line gets a verdict; these may be sent again. */
  private static List<Judged> failed(List<Reading> readings, Throwable failure) {
    Problem problem = problem(failure);
    return readings.stream()
        .map(r -> Judged.rejected(Judged.idOf(r), problem(r, problem)))
        .toList();
  }

  private static Problem problem(Reading reading, Problem otherwise) {
    return reading instanceof Reading.Rejected rejected ? rejected.problem() : otherwise;
  }

  private static Problem problem(Throwable failure) {
    return Failures.of(failure).problem();
  }

  private static void write(JsonGenerator out, Lines.Chunk chunk, List<Judged> judged)
      throws IOException {
    for (int i = 0; i < judged.size(); i++) {
      out.writeStartObject();
      out.writeNumberField("line", chunk.lines().get(i).number());
      judged.get(i).write(out);
      out.writeEndObject();
      out.writeRaw('\n');
    }
  }
}
