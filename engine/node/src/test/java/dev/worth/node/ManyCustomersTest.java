// SPDX-License-Identifier: Apache-2.0
package dev.worth.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broken client gives each fact a customer of its own. For a million of them run it with {@code
 * -Dworth.test.customers=1000000}.
 */
class ManyCustomersTest {
  private static final int CUSTOMERS = Integer.getInteger("worth.test.customers", 20_000);
  private static final int LIMIT = 500;
  private static final int IN_FLIGHT = 1_000;
  private static final int LINES = 1_000;
  private static final long MOST_GROWTH = 64L << 20;
  private @TempDir Path folder;

  @Test
  void customers_without_end_are_all_recorded_and_only_so_many_stay_in_memory()
      throws InterruptedException {
    String settings =
        """
        worth.entities-limit = %d
        worth.in-flight = %d
        # A machine that stands still for a while is no failure.
        worth.patience = 1h
        worth.http.idle-timeout = 1h
        """
            .formatted(LIMIT, IN_FLIGHT);
    try (var calls = new Calls(folder, settings)) {
      var watch = new Watch(calls.engine);
      watch.start();
      send(calls, 0, LINES);
      long before = heap();
      for (int from = LINES; from < CUSTOMERS; from += LINES) send(calls, from, LINES);
      assertThat(heap() - before).isLessThan(MOST_GROWTH);
      watch.stop.set(true);
      watch.join();
      // Beyond the limit only those live that are being asked, and those on their way out.
      assertThat(watch.most.get()).isBetween(1L, (long) LIMIT + 2 * IN_FLIGHT);
      assertThat(gauge(calls, "worth_journal_ordering")).isEqualTo(CUSTOMERS);
      assertThat(gauge(calls, "worth_customers_live")).isLessThanOrEqualTo(LIMIT + IN_FLIGHT);
      var first = calls.get("/v1/customers/c0/score").body();
      var last = calls.get("/v1/customers/c" + (CUSTOMERS - 1) + "/score").body();
      assertThat(first).contains("\"seq\":1");
      assertThat(last).contains("\"seq\":1");
    }
  }

  private static void send(Calls calls, int from, int count) {
    String lines =
        IntStream.range(from, from + count)
            .mapToObj(
                i ->
                    "{\"type\":\"page-viewed\",\"source\":\"/s\",\"id\":\"%d\",\"customer\":\"c%d\",\"page\":\"/\"}"
                        .formatted(i, i))
            .collect(Collectors.joining("\n"));
    var verdicts = calls.post("application/x-ndjson", lines).body();
    assertThat(verdicts.lines().filter(v -> v.contains("\"accepted\"")).count())
        .as(verdicts.lines().filter(v -> !v.contains("\"accepted\"")).findFirst().orElse(""))
        .isEqualTo(count);
  }

  private static long gauge(Calls calls, String name) {
    return calls
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Looks at the number of customers in memory again and again. */
  private static final class Watch extends Thread {
    final AtomicLong most = new AtomicLong();
    final AtomicBoolean stop = new AtomicBoolean();
    private final Engine engine;

    Watch(Engine engine) {
      super("watch");
      setDaemon(true);
      this.engine = engine;
    }

    @Override
    public void run() {
      while (!stop.get()) {
        most.accumulateAndGet(engine.customers().live(), Math::max);
        try {
          Thread.sleep(1);
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }
}
