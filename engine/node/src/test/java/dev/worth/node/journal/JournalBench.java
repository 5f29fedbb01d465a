// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Measures the store alone: entities that each keep one write of 1 to 3 events in flight. Not a
 * test. Arguments: folder, customers, writes in flight, rows.
 */
final class JournalBench {
  private static final int PAYLOAD = 120;

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int customers = Integer.parseInt(args[1]);
    int inFlight = Integer.parseInt(args[2]);
    int rows = Integer.parseInt(args[3]);
    Path file = Files.createTempDirectory(folder, "bench").resolve("worth.db");
    var settings = new JournalSettings(file, 1, 60_000, 60_000);
    try (var store = SqliteStore.open(settings, Runnable::run)) {
      var bench = new JournalBench(store, customers, inFlight);
      bench.run("warm-up", rows / 4);
      bench.run("measured", rows);
    }
    long events;
    try (var reader = JournalReader.open(file)) {
      long start = System.nanoTime();
      events = reader.events(0).count();
      System.out.printf("read back: %,.0f rows/s%n", events / seconds(start));
    }
    System.out.printf(
        "disk: %.1f bytes per event, payload %d%n", (double) Files.size(file) / events, PAYLOAD);
  }

  private final SqliteStore store;
  private final int inFlight;
  private final String[] ids;
  private final long[] sequences;
  private final Random random = new Random(7);
  private final Codec codec = new Codec(33, "order-placed", "");
  private int batches;

  private JournalBench(SqliteStore store, int customers, int inFlight) {
    this.store = store;
    this.inFlight = inFlight;
    ids = new String[customers];
    for (int i = 0; i < customers; i++) ids[i] = "customer|c-" + i;
    sequences = new long[customers];
    store.listen(() -> batches++);
  }

  private void run(String name, int rows) throws InterruptedException {
    var permits = new Semaphore(inFlight);
    long cpu = cpu();
    long start = System.nanoTime();
    batches = 0;
    int written = 0;
    while (written < rows) {
      permits.acquire();
      List<NewEvent> events = next();
      written += events.size();
      var write =
          new FutureWrite(
              session -> {
                for (NewEvent event : events) session.append(event);
              });
      write
          .future()
          .whenComplete(
              (done, error) -> {
                if (error != null) throw new AssertionError(error);
                permits.release();
              });
      store.submit(write);
    }
    permits.acquire(inFlight);
    double time = seconds(start);
    System.out.printf(
        "%s: %,.0f rows/s, %.1f rows per commit, %.2f us CPU per row%n",
        name, written / time, (double) written / batches, (cpu() - cpu) / 1e3 / written);
  }

  private List<NewEvent> next() {
    int customer = random.nextInt(ids.length);
    int size = 1 + random.nextInt(3);
    var events = new ArrayList<NewEvent>(size);
    for (int i = 0; i < size; i++) {
      byte[] bytes = new byte[PAYLOAD];
      random.nextBytes(bytes);
      events.add(
          new NewEvent(
              ids[customer],
              "6a3f0c58-7b0f-4a53-9d0e-1f0d6a1c2b3d",
              ++sequences[customer],
              System.currentTimeMillis(),
              new Payload(codec, bytes),
              Optional.empty(),
              Set.of()));
    }
    return events;
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
