// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import static dev.worth.node.journal.Samples.event;
import static dev.worth.node.journal.Samples.events;
import static dev.worth.node.journal.Samples.sequences;
import static dev.worth.node.journal.Samples.submit;
import static dev.worth.node.journal.Samples.text;
import static dev.worth.node.journal.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {
  @TempDir Path folder;

  @Test
  void a_write_is_answered_only_when_another_connection_can_read_it() throws Exception {
    try (var store = Samples.open(folder);
        var other = JournalReader.open(TestConfig.file(folder))) {
      var seen = new ArrayList<CompletableFuture<Long>>();
      for (long n = 1; n <= 200; n++) {
        // The dependent stage runs in the answer itself, before anything else can be committed.
        seen.add(write(store, events("a", n, n)).thenApply(done -> other.highestSequence("a")));
      }
      for (int i = 0; i < seen.size(); i++) {
        assertThat(seen.get(i).get()).isGreaterThanOrEqualTo(i + 1L);
      }
    }
  }

  @Test
  void a_write_that_contradicts_the_journal_leaves_nothing_and_harms_no_other() {
    try (var store = Samples.open(folder)) {
      var gate = new CountDownLatch(1);
      submit(store, session -> await(gate));
      var first = write(store, events("a", 1, 2));
      var contradiction = write(store, List.of(event("b", 1, "kept?"), event("a", 2, "again")));
      var later = write(store, events("c", 1, 3));
      gate.countDown();

      first.join();
      assertThatThrownBy(contradiction::join)
          .hasRootCauseMessage(
              "[SQLITE_CONSTRAINT_UNIQUE] A UNIQUE constraint failed (UNIQUE constraint failed:"
                  + " events.pid, events.seq)")
          .hasMessageContaining(TestConfig.file(folder).toString())
          .hasMessageContaining("two writers");
      later.join();
      assertThat(sequences(folder, "a")).containsExactly(1L, 2L);
      assertThat(sequences(folder, "b")).isEmpty();
      assertThat(sequences(folder, "c")).containsExactly(1L, 2L, 3L);
    }
  }

  /** 160 MB are written; without the thread beside the writer the log grows beyond 220. */
  @Test
  void the_log_begins_anew_while_writes_go_on() throws Exception {
    String text = "x".repeat(1_000);
    Path log = Path.of(TestConfig.file(folder) + "-wal");
    long longest = 0;
    try (var store = Samples.open(folder)) {
      for (long n = 0; n < 160_000; n += 1_000) {
        long first = n + 1;
        var some = LongStream.range(first, first + 1_000).mapToObj(i -> event("a", i, text));
        write(store, some.toList()).join();
        longest = Math.max(longest, Files.size(log));
      }
      assertThat(longest).isLessThan(150_000_000);
    }
    assertThat(sequences(folder, "a")).hasSize(160_000);
  }

  @Test
  void the_highest_sequence_number_survives_deletion_vacuum_and_reopening() throws Exception {
    try (var store = Samples.open(folder)) {
      write(store, events("a", 1, 7)).join();
      submit(store, session -> session.deleteEvents("a", Long.MAX_VALUE)).join();
    }
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + TestConfig.file(folder))) {
      Sql.run(connection, "VACUUM");
    }
    try (var store = Samples.open(folder)) {
      assertThat(store.read(reader -> reader.highestSequence("a")).join()).isEqualTo(7);
      assertThat(sequences(folder, "a")).isEmpty();
    }
  }

  @Test
  void an_ordering_is_never_given_out_twice() {
    try (var store = Samples.open(folder)) {
      write(store, events("a", 1, 5)).join();
      submit(store, session -> session.deleteEvents("a", 5)).join();
    }
    try (var store = Samples.open(folder)) {
      assertThat(store.lastOrdering()).isEqualTo(5);
      write(store, events("a", 6, 6)).join();
      assertThat(store.lastOrdering()).isEqualTo(6);
    }
  }

  @Test
  void deleting_takes_the_tags_of_the_deleted_events_along() throws Exception {
    try (var store = Samples.open(folder)) {
      write(store, List.of(event("a", 1, "x", "red"), event("a", 2, "y", "red", "blue"))).join();
      submit(store, session -> session.deleteEvents("a", 1)).join();
      assertThat(store.read(reader -> reader.eventsTagged("red", 0, 10)).join())
          .extracting(Samples::text)
          .containsExactly("y");
    }
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + TestConfig.file(folder))) {
      assertThat(Sql.number(connection, "SELECT count(*) FROM tags")).isEqualTo(2);
    }
  }

  @Test
  void more_writes_than_the_capacity_fail_at_once_and_the_rest_is_written() {
    try (var store = Samples.open(folder, 2, 4)) {
      var gate = new CountDownLatch(1);
      var entered = new CountDownLatch(1);
      submit(
          store,
          session -> {
            entered.countDown();
            await(gate);
          });
      await(entered);
      var accepted = new ArrayList<CompletableFuture<Void>>();
      for (long n = 1; n <= 4; n++) accepted.add(write(store, events("a", n, n)));
      assertThat(store.backlog()).isEqualTo(5);
      assertThat(store.overloaded()).isTrue();
      assertThatThrownBy(write(store, events("b", 1, 1))::join)
          .hasCauseInstanceOf(JournalBusyException.class);

      gate.countDown();
      accepted.forEach(CompletableFuture::join);
      assertThat(store.backlog()).isZero();
      assertThat(sequences(folder, "a")).containsExactly(1L, 2L, 3L, 4L);
    }
  }

  @Test
  void a_read_for_recovery_waits_for_the_writes_before_it() {
    try (var store = Samples.open(folder)) {
      var gate = new CountDownLatch(1);
      submit(store, session -> await(gate));
      write(store, events("a", 1, 3));
      var highest = store.readAfterWrites(reader -> reader.highestSequence("a"));
      gate.countDown();
      assertThat(highest.join()).isEqualTo(3);
    }
  }

  @Test
  void closing_writes_what_was_accepted_and_refuses_what_comes_later() {
    var store = Samples.open(folder);
    write(store, events("a", 1, 100));
    store.close();
    assertThat(sequences(folder, "a")).hasSize(100);
    assertThatThrownBy(write(store, events("a", 101, 101))::join).hasMessageContaining("is closed");
  }

  @Test
  void a_program_without_actors_reads_everything_in_the_order_of_commits() {
    try (var store = Samples.open(folder)) {
      for (long n = 1; n <= 1_500; n++) {
        write(store, events("a", n, n));
        write(store, events("b", n, n)).join();
      }
    }
    try (var reader = JournalReader.open(TestConfig.file(folder))) {
      var all = reader.events(0).toList();
      assertThat(all).hasSize(3_000);
      assertThat(all).extracting(StoredEvent::ordering).isSorted().doesNotHaveDuplicates();
      assertThat(all).allMatch(e -> text(e).equals("text " + e.sequence()));
      assertThat(all.getFirst().payload().codec()).isEqualTo(Samples.TEXT);
      assertThat(all.getFirst().writtenAt()).isEqualTo(1_700_000_000_001L);
      assertThat(reader.events(2_990)).hasSize(10);
      assertThat(reader.persistenceIds())
          .extracting(PersistenceIdEntry::persistenceId, PersistenceIdEntry::highestSequence)
          .containsExactly(
              org.assertj.core.api.Assertions.tuple("a", 1_500L),
              org.assertj.core.api.Assertions.tuple("b", 1_500L));
      assertThat(reader.check()).isEmpty();
    }
  }

  @Test
  void a_backup_taken_while_writing_opens_like_the_original(@TempDir Path other) {
    Path copy = TestConfig.file(other);
    try (var store = Samples.open(folder);
        var reader = JournalReader.open(TestConfig.file(folder))) {
      write(store, events("a", 1, 20)).join();
      reader.copyTo(copy);
      write(store, events("a", 21, 30)).join();
      assertThatThrownBy(() -> reader.copyTo(copy)).hasMessageContaining("exists already");
    }
    try (var store = Samples.open(other)) {
      assertThat(store.lastOrdering()).isEqualTo(20);
      write(store, events("a", 21, 21)).join();
    }
    assertThat(sequences(other, "a")).hasSize(21);
  }

  @Test
  void an_event_of_110_bytes_costs_less_than_200_on_the_disk() throws Exception {
    int customers = 500;
    int each = 40;
    try (var store = Samples.open(folder, 30_000, 30_000)) {
      for (int n = 1; n <= each; n++) {
        for (int c = 0; c < customers; c++) {
          write(store, List.of(event("customer|" + c, n, "x".repeat(110))));
        }
      }
    }
    long bytes = Files.size(TestConfig.file(folder));
    assertThat(bytes / (double) (customers * each)).isBetween(110.0, 200.0);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
