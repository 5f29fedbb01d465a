// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import static dev.worth.node.journal.Samples.event;
import static dev.worth.node.journal.Samples.events;
import static dev.worth.node.journal.Samples.sequences;
import static dev.worth.node.journal.Samples.submit;
import static dev.worth.node.journal.Samples.write;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a disk and an operator can do to a journal, and what it answers. */
class DamagedJournalTest {
  @TempDir Path folder;

  @Test
  void a_folder_that_cannot_be_made_is_named_with_the_remedy() throws Exception {
    Path file = Files.createFile(folder.resolve("a-file"));
    assertThatThrownBy(() -> Samples.open(file.resolve("below")))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(file.resolve("below").toString())
        .hasMessageContaining("worth.journal.file");
  }

  @Test
  void a_read_only_folder_is_refused_at_the_start() {
    assumeTrue(folder.toFile().setWritable(false) && !Files.isWritable(folder), "root may write");
    assertThatThrownBy(() -> Samples.open(folder))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("write permission");
    assertThat(folder.toFile().setWritable(true)).isTrue();
  }

  @Test
  void a_second_owner_of_one_file_is_refused() {
    try (var first = Samples.open(folder)) {
      assertThatThrownBy(() -> Samples.open(folder))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("in use by another node")
          .hasMessageContaining(TestConfig.file(folder).toString());
      write(first, events("a", 1, 1)).join();
    }
    Samples.open(folder).close();
  }

  @Test
  void a_file_of_a_newer_program_is_refused_and_left_alone() throws Exception {
    Samples.open(folder).close();
    sql("PRAGMA user_version = 99");
    assertThatThrownBy(() -> Samples.open(folder))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("format 99")
        .hasMessageContaining("newer release");
    assertThatThrownBy(() -> JournalReader.open(TestConfig.file(folder)))
        .hasMessageContaining("format 99");
  }

  @Test
  void a_database_of_another_program_is_refused() throws Exception {
    sql("CREATE TABLE theirs(x)");
    assertThatThrownBy(() -> Samples.open(folder))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("not a journal of Worth");
  }

  @Test
  void a_file_that_is_no_database_is_refused() throws Exception {
    Files.writeString(TestConfig.file(folder), "dear diary, ".repeat(500));
    assertThatThrownBy(() -> Samples.open(folder))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void a_missing_file_is_not_made_by_reading() {
    assertThatThrownBy(() -> JournalReader.open(TestConfig.file(folder)))
        .hasMessageContaining("does not exist");
    assertThat(TestConfig.file(folder)).doesNotExist();
  }

  @Test
  void a_full_disk_fails_the_write_keeps_nothing_of_it_and_is_forgotten_when_there_is_space() {
    try (var store = Samples.open(folder)) {
      write(store, events("a", 1, 1)).join();
      submit(store, session -> session.limitPages(1)).join();
      var big = List.of(event("b", 1, "small"), event("b", 2, "x".repeat(100_000)));
      assertThatThrownBy(write(store, big)::join)
          .hasMessageContaining("disk is full")
          .hasMessageContaining(TestConfig.file(folder).toString());
      assertThat(sequences(folder, "b")).isEmpty();

      submit(store, session -> session.limitPages(1_000_000)).join();
      write(store, big).join();
      assertThat(sequences(folder, "a")).containsExactly(1L);
      assertThat(sequences(folder, "b")).containsExactly(1L, 2L);
    }
  }

  @Test
  void a_flipped_bit_in_an_event_is_an_error_that_names_the_event() throws Exception {
    try (var store = Samples.open(folder)) {
      write(store, List.of(event("a", 1, "sound"), event("a", 2, "needle in a haystack"))).join();
    }
    flipBitOf("needle");
    try (var reader = JournalReader.open(TestConfig.file(folder))) {
      assertThat(reader.events("a", 0, 1, 10)).hasSize(1);
      assertThatThrownBy(() -> reader.events("a", 0, 2, 10))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("event 2 of a is damaged")
          .hasMessageContaining("restore a backup");
    }
  }

  @Test
  void a_flipped_bit_in_a_snapshot_is_an_error_too() throws Exception {
    var payload = new Payload(Samples.TEXT, "needle in a state".getBytes(UTF_8));
    var snapshot = new StoredSnapshot("a", 7, 1_700_000_000_000L, payload, Optional.empty());
    try (var store = Samples.open(folder)) {
      submit(store, session -> session.save(snapshot)).join();
    }
    flipBitOf("needle");
    try (var reader = JournalReader.open(TestConfig.file(folder))) {
      assertThatThrownBy(() -> reader.latestSnapshot("a", SnapshotRange.exactly(7)))
          .hasMessageContaining("snapshot 7 of a is damaged");
    }
  }

  @Test
  void a_lost_page_is_an_error_that_names_the_file() throws Exception {
    try (var store = Samples.open(folder)) {
      write(store, events("a", 1, 2_000)).join();
    }
    try (var raw = new RandomAccessFile(TestConfig.file(folder).toFile(), "rw")) {
      int page = 4_096;
      for (long at = page; at + page <= raw.length(); at += 2L * page) {
        raw.seek(at);
        raw.write(new byte[page]);
      }
    }
    assertThatThrownBy(() -> readAll())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("damaged");
  }

  private List<StoredEvent> readAll() {
    try (var reader = JournalReader.open(TestConfig.file(folder))) {
      return reader.events(0).toList();
    }
  }

  private void flipBitOf(String needle) throws Exception {
    Path file = TestConfig.file(folder);
    byte[] bytes = Files.readAllBytes(file);
    int at = new String(bytes, ISO_8859_1).indexOf(needle);
    assertThat(at).isPositive();
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  private void sql(String statement) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + TestConfig.file(folder))) {
      Sql.run(connection, statement);
    }
  }
}
