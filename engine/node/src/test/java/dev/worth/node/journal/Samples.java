// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/** Events and stores for the tests of this package. */
final class Samples {
  static final Codec TEXT = new Codec(1, "text", "");

  private Samples() {}

  static SqliteStore open(Path folder) {
    return open(folder, 1_000, 2_000);
  }

  static SqliteStore open(Path folder, int limit, int capacity) {
    return SqliteStore.open(
        new JournalSettings(TestConfig.file(folder), 1, limit, capacity), Runnable::run);
  }

  static NewEvent event(String persistenceId, long sequence, String text, String... tags) {
    return new NewEvent(
        persistenceId,
        "writer-1",
        sequence,
        1_700_000_000_000L + sequence,
        new Payload(TEXT, text.getBytes(UTF_8)),
        Optional.empty(),
        Set.of(tags));
  }

  /** Events numbered from..to, each "text n". */
  static List<NewEvent> events(String persistenceId, long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(n -> event(persistenceId, n, "text " + n))
        .toList();
  }

  static CompletableFuture<Void> write(SqliteStore store, List<NewEvent> events) {
    return submit(
        store,
        session -> {
          for (NewEvent event : events) session.append(event);
        });
  }

  static CompletableFuture<Void> submit(SqliteStore store, FutureWrite.Change change) {
    var write = new FutureWrite(change);
    store.submit(write);
    return write.future();
  }

  static String text(StoredEvent event) {
    return new String(event.payload().bytes(), UTF_8);
  }

  static List<Long> sequences(Path folder, String persistenceId) {
    try (var reader = JournalReader.open(TestConfig.file(folder))) {
      return reader.events(persistenceId, 0, Long.MAX_VALUE, 1_000_000).stream()
          .map(StoredEvent::sequence)
          .toList();
    }
  }
}
