// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends facts to an engine as NDJSON bulk. Customers are spread over a few lanes; a lane sends one
 * request after the other, and whoever fills it faster than it empties waits. Not thread-safe.
 */
public final class Feeder implements AutoCloseable {
  private static final int LINES_A_REQUEST = 2_000;

  private final List<Queue> queues = new ArrayList<>();
  private final ExecutorService workers;
  private final Verdicts verdicts = new Verdicts();

  /** The lines of one lane that wait, and the request under way. */
  private static final class Queue {
    final Lane lane;
    List<byte[]> waiting = new ArrayList<>(LINES_A_REQUEST);
    CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

    Queue(Lane lane) {
      this.lane = lane;
    }
  }

  /**
   * @param lanes requests at one time
   */
  public Feeder(EngineClient engine, int lanes) {
    workers = Executors.newFixedThreadPool(lanes, Thread.ofPlatform().daemon().factory());
    for (int i = 0; i < lanes; i++) queues.add(new Queue(new Lane(engine, verdicts)));
  }

  public void send(Told told) {
    var line = new ByteArrayOutputStream(256);
    try {
      var lines = new CloudEventLines(line);
      lines.write(told.customer(), told.fact());
      lines.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    send(told.customer().value(), line.toByteArray());
  }

  /**
   * @param customer whose lines keep their order
   * @param line with its end
   */
  public void send(String customer, byte[] line) {
    Queue queue = queues.get(Math.floorMod(customer.hashCode(), queues.size()));
    queue.waiting.add(line);
    if (queue.waiting.size() >= LINES_A_REQUEST) dispatch(queue);
  }

  /** Waits until everything sent so far has its verdict. */
  public Verdicts finish() {
    queues.forEach(this::dispatch);
    queues.forEach(queue -> await(queue.underWay));
    return verdicts;
  }

  /** So far; what is under way is not in it. */
  public Verdicts verdicts() {
    return verdicts;
  }

  private void dispatch(Queue queue) {
    await(queue.underWay);
    List<byte[]> lines = queue.waiting;
    queue.waiting = new ArrayList<>(LINES_A_REQUEST);
    queue.underWay = CompletableFuture.runAsync(() -> queue.lane.send(lines), workers);
  }

  private static void await(CompletableFuture<Void> request) {
    try {
      request.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) throw failure;
      throw e;
    }
  }

  /** Gives up what has no verdict yet. */
  @Override
  public void close() {
    workers.shutdownNow();
  }
}
