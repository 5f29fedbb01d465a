// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A few threads with a reading connection each: SQLite readers disturb neither the writer nor each
 * other.
 */
final class Readers implements AutoCloseable {
  private final Path file;
  private final ArrayBlockingQueue<JournalReader> free;
  private final ExecutorService threads;
  private final int size;

  Readers(Path file, int size) {
    this.file = file;
    this.size = size;
    free = new ArrayBlockingQueue<>(size);
    IntStream.range(0, size).forEach(i -> free.add(JournalReader.open(file)));
    threads =
        Executors.newFixedThreadPool(
            size, Thread.ofPlatform().name("worth-journal-reader-", 0).factory());
  }

  /** Answers on the reading thread. */
  <T> CompletableFuture<T> read(Function<JournalReader, T> query) {
    return CompletableFuture.supplyAsync(() -> withReader(query), threads);
  }

  /** There are as many readers as threads, so one is always free. */
  private <T> T withReader(Function<JournalReader, T> query) {
    JournalReader reader = free.remove();
    try {
      T answer = query.apply(reader);
      free.add(reader);
      return answer;
    } catch (RuntimeException | Error e) {
      free.add(fresh(reader));
      throw e;
    }
  }

  /** The driver closes a statement that failed, so its reader is not used again. */
  private JournalReader fresh(JournalReader failed) {
    try {
      JournalReader reader = JournalReader.open(file);
      failed.close();
      return reader;
    } catch (JournalException e) {
      return failed;
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) threads.shutdownNow();
      for (int i = 0; i < size; i++) {
        JournalReader reader = free.poll(1, TimeUnit.SECONDS);
        if (reader != null) reader.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
