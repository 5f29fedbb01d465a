// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/** Half of the requests write a fact, half read a score; each is remembered with its moment. */
final class SwapLoad {
  private static final int CONNECTIONS = 16;
  private static final String EVENT = "application/cloudevents+json";

  /** One answer, counted from when it was due; nanoseconds as {@link System#nanoTime}. */
  record Answer(long due, long micros, boolean isRead) {}

  private final int port;
  private final List<Workload.Line> lines;
  private int next;
  private int failures;

  SwapLoad(int port, List<Workload.Line> lines) {
    this.port = port;
    this.lines = lines;
  }

  /** Requests that had to be sent again. */
  int failures() {
    return failures;
  }

  /** As fast as answers come; answers the requests a second. */
  double fastest(int requests) throws InterruptedException {
    var result = new Load(port, CONNECTIONS, 0).run(requests, requests(requests), n -> false);
    failures += result.failures();
    return result.perSecond();
  }

  /** At a rate, for so long. */
  List<Answer> steady(double rate, double seconds) throws InterruptedException {
    var answers = new ConcurrentLinkedQueue<Answer>();
    int count = (int) (rate * seconds);
    var result =
        new Load(port, CONNECTIONS, rate)
            .telling((n, due, micros) -> answers.add(new Answer(due, micros, isRead(n))))
            .run(count, requests(count), n -> false);
    failures += result.failures();
    return new ArrayList<>(answers);
  }

  private java.util.function.IntFunction<byte[]> requests(int count) {
    int from = next;
    next = (next + count / 2) % lines.size();
    return n -> {
      var line = lines.get((from + n / 2) % lines.size());
      return isRead(n)
          ? Connection.get("/v1/customers/" + line.customer() + "/score")
          : Connection.post("/v1/events", EVENT, List.of(line.json()));
    };
  }

  private static boolean isRead(int n) {
    return n % 2 == 1;
  }

  static Histogram latency(List<Answer> answers, Predicate<Answer> which) {
    var histogram = new Histogram(3);
    answers.stream().filter(which).forEach(a -> histogram.recordValue(a.micros()));
    return histogram;
  }
}
