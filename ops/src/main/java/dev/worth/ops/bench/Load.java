// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Sends numbered requests over several connections: as fast as answers come (rate 0), or at a fixed
 * rate where latency counts from the moment a request was due, so a stalled server is not hidden. A
 * failed request is sent again until it is answered: the client delivers at least once.
 */
final class Load {
  /** Requests of an open-loop run that are not timed: the client itself is cold, seconds. */
  private static final double UNTIMED_SECONDS = 2;

  /** A server that is down so long will not come back. */
  private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(120);

  /**
   * @param seconds from the first request to the last answer
   * @param failures attempts that had to be repeated
   * @param outageSeconds from the first failure to the last
   * @param latency of the timed requests, microseconds
   */
  record Result(
      int requests, double seconds, int failures, double outageSeconds, Histogram latency) {
    double perSecond() {
      return requests / seconds;
    }
  }

  private final int port;
  private final int connections;
  private final double rate;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final Histogram latency = new ConcurrentHistogram(3);
  private Taken taken = (n, due, micros) -> {};
  private volatile long firstFailure;
  private volatile long lastFailure;
  private volatile long started;
  private volatile @Nullable RuntimeException broken;

  /** Is told of every answered request; any thread calls. */
  @FunctionalInterface
  interface Taken {
    /**
     * @param due when the n-th request was due, as {@link System#nanoTime} counts
     */
    void took(int n, long due, long micros);
  }

  /**
   * @param rate requests a second over all connections; 0 for as fast as possible
   */
  Load(int port, int connections, double rate) {
    this.port = port;
    this.connections = connections;
    this.rate = rate;
  }

  /** Tells somebody of each answer, timed or not. */
  Load telling(Taken whom) {
    taken = whom;
    return this;
  }

  /**
   * Sends {@code count} requests.
   *
   * @param request the n-th request's bytes
   * @param timed whether the n-th counts for the latency
   */
  Result run(int count, IntFunction<byte[]> request, IntPredicate timed)
      throws InterruptedException {
    started = System.nanoTime();
    int untimed = rate == 0 ? 0 : (int) Math.min(count / 2.0, UNTIMED_SECONDS * rate);
    var threads = new ArrayList<Thread>();
    for (int c = 0; c < connections; c++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> send(count, request, n -> n >= untimed && timed.test(n))));
    }
    for (Thread thread : threads) thread.join();
    if (broken != null) throw broken;
    double outage = (lastFailure - firstFailure) / 1e9;
    return new Result(count, (System.nanoTime() - started) / 1e9, failures.get(), outage, latency);
  }

  private void send(int count, IntFunction<byte[]> request, IntPredicate timed) {
    try (var connection = new Connection(port)) {
      for (int n = next.getAndIncrement();
          n < count && broken == null;
          n = next.getAndIncrement()) {
        byte[] bytes = request.apply(n);
        long due = due(n);
        untilAnswered(connection, bytes);
        long micros = Math.max(1, (System.nanoTime() - due) / 1_000);
        if (timed.test(n)) latency.recordValue(micros);
        taken.took(n, due, micros);
      }
    } catch (RuntimeException e) {
      broken = e;
    }
  }

  private long due(int n) {
    if (rate == 0) return System.nanoTime();
    long due = started + (long) (n / rate * 1e9);
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime())
      LockSupport.parkNanos(wait);
    return due;
  }

  private void untilAnswered(Connection connection, byte[] request) {
    long limit = System.nanoTime() + LONGEST_OUTAGE.toNanos();
    while (System.nanoTime() < limit) {
      try {
        var reply = connection.call(request);
        int status = reply.status();
        if ((status < 300 && !isRefused(reply.body())) || status == 404) return;
        if (status >= 300 && status < 429)
          throw new IllegalStateException(
              "the server refused a request of the benchmark: " + status);
      } catch (IOException e) {
        // The server is down or going down: ask again below.
      }
      failed();
    }
    throw new IllegalStateException(
        "the server took nothing for " + LONGEST_OUTAGE.toSeconds() + " s: see its log");
  }

  /** A stream of lines is answered with 200; whether each was taken stands in its verdict. */
  private static boolean isRefused(byte[] body) {
    return HttpBench.text(body).contains("\"status\":\"rejected\"");
  }

  private void failed() {
    failures.incrementAndGet();
    lastFailure = System.nanoTime();
    if (firstFailure == 0) firstFailure = lastFailure;
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
  }

  /** Cuts lines into bodies of {@code batch}. */
  static IntFunction<byte[]> batches(
      List<Workload.Line> lines, int batch, String path, String type) {
    return n -> {
      var some = lines.subList(n * batch, Math.min(lines.size(), (n + 1) * batch));
      return Connection.post(path, type, some.stream().map(Workload.Line::json).toList());
    };
  }
}
