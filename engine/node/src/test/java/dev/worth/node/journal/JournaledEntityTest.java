// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.NoOffset;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.Sequence;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real entities on the journal, and the streams that read what they wrote. */
class JournaledEntityTest {
  @TempDir Path folder;
  private ActorTestKit kit;

  @BeforeEach
  void start() {
    kit = ActorTestKit.create("journal", TestConfig.at(folder));
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void an_entity_comes_back_with_its_state_after_a_restart_of_the_system() {
    for (int n = 0; n < 25; n++) say("a", "w" + n);
    String before = say("a", "last");
    restart();
    assertThat(say("a", "again")).isEqualTo(before + "again ");
  }

  @Test
  void a_damaged_event_stops_the_recovery_instead_of_giving_another_state() throws Exception {
    say("a", "sound");
    say("a", "needle");
    kit.shutdownTestKit();
    flipBitOf("needle");
    start();
    var probe = kit.<String>createTestProbe();
    var entity = kit.spawn(new Talker("a"));
    entity.tell(new Talker.Say(List.of("more"), probe.getRef()));
    probe.expectTerminated(entity, Duration.ofSeconds(5));
    assertThatThrownBy(
            () -> take(journal().currentEventsByPersistenceId("a", 0, Long.MAX_VALUE), 9))
        .hasRootCauseInstanceOf(JournalException.class)
        .hasMessageContaining("event 2 of a is damaged");
  }

  @Test
  void all_events_come_in_the_order_of_their_commits_from_any_offset() {
    for (int n = 0; n < 20; n++) say(n % 2 == 0 ? "a" : "b", "w" + n);
    List<EventEnvelope> all = take(journal().currentEvents(NoOffset.getInstance()), 100);
    assertThat(all).extracting(EventEnvelope::event).isEqualTo(words(0, 20));
    assertThat(all).extracting(EventEnvelope::persistenceId).startsWith("a", "b", "a");
    assertThat(all).extracting(EventEnvelope::sequenceNr).startsWith(1L, 1L, 2L);
    assertThat(all).allMatch(e -> e.timestamp() > 1_600_000_000_000L);

    List<EventEnvelope> rest = take(journal().currentEvents(all.get(11).offset()), 100);
    assertThat(rest).extracting(EventEnvelope::event).isEqualTo(words(12, 20));
  }

  @Test
  void a_live_stream_goes_on_with_what_is_written_after_it_started() {
    say("a", "w0", "w1");
    var tail = kit.<Object>createTestProbe();
    journal()
        .events(Offset.noOffset())
        .runForeach(e -> tail.getRef().tell(e.event()), kit.system());
    tail.expectMessage("w0");
    tail.expectMessage("w1");
    for (int n = 2; n < 50; n++) {
      say("b", "w" + n);
      // Far below the poll interval: the commit itself must have woken the stream.
      tail.expectMessage(Duration.ofSeconds(2), "w" + n);
    }
  }

  @Test
  void a_live_stream_by_tag_and_one_by_persistence_id_follow_only_theirs() {
    var tagged = kit.<Object>createTestProbe();
    var own = kit.<Object>createTestProbe();
    journal()
        .eventsByTag("x", Offset.noOffset())
        .runForeach(e -> tagged.getRef().tell(e.event()), kit.system());
    var done =
        journal()
            .eventsByPersistenceId("b", 2, 3)
            .runForeach(e -> own.getRef().tell(e.event()), kit.system());
    say("a", "x1", "y1");
    say("b", "y2", "x2", "y3", "x3");
    List.of("x1", "x2", "x3").forEach(tagged::expectMessage);
    List.of("x2", "y3").forEach(own::expectMessage);
    assertThat(done).succeedsWithin(Duration.ofSeconds(3));
    tagged.expectNoMessage(Duration.ofMillis(50));
  }

  @Test
  void queries_read_more_than_one_page_and_end() {
    int many = 3 * PagedSource.PAGE + 5;
    var words = words(0, many);
    say("a", words.toArray(String[]::new));
    var journal = journal();
    assertThat(take(journal.currentEvents(Offset.noOffset()), many + 1)).hasSize(many);
    assertThat(take(journal.currentEventsByTag("w", new Sequence(5)), many)).hasSize(many - 5);
    assertThat(take(journal.currentEventsByPersistenceId("a", 0, Long.MAX_VALUE), many + 1))
        .extracting(EventEnvelope::event)
        .isEqualTo(words);
    assertThat(take(journal.currentEventsByPersistenceId("a", 10, 12), many))
        .extracting(EventEnvelope::sequenceNr)
        .containsExactly(10L, 11L, 12L);
    assertThat(take(journal.currentEventsByTag("none", Offset.noOffset()), 1)).isEmpty();
  }

  @Test
  void persistence_ids_are_listed_once_and_in_order_of_appearance() {
    say("a", "w1");
    say("b", "w2");
    say("a", "w3");
    assertThat(take(journal().currentPersistenceIds(), 10)).containsExactly("a", "b");
    var live = kit.<String>createTestProbe();
    journal().persistenceIds().runForeach(live.getRef()::tell, kit.system());
    say("c", "w4");
    List.of("a", "b", "c").forEach(live::expectMessage);
  }

  @Test
  void the_scala_side_gives_the_same_streams() {
    say("a", "w0", "w1");
    SqliteScalaReadJournal scala =
        PersistenceQuery.get(kit.system()).readJournalFor(SqliteReadJournal.IDENTIFIER);
    assertThat(take(scala.currentEventsByTag("w", Offset.noOffset()).asJava(), 10))
        .extracting(EventEnvelope::event)
        .isEqualTo(words(0, 2));
  }

  @Test
  void an_offset_of_another_journal_is_refused() {
    var foreign =
        Offset.timeBasedUUID(java.util.UUID.fromString("49225740-2019-11ea-a752-ffae2393b6e4"));
    assertThatThrownBy(() -> journal().currentEvents(foreign))
        .hasMessageContaining("Offset.sequence");
  }

  private SqliteReadJournal journal() {
    return PersistenceQuery.get(kit.system())
        .getReadJournalFor(SqliteReadJournal.class, SqliteReadJournal.IDENTIFIER);
  }

  private String say(String entity, String... words) {
    var probe = kit.<String>createTestProbe();
    var ref = kit.spawn(new Talker(entity));
    ref.tell(new Talker.Say(List.of(words), probe.getRef()));
    String state = probe.receiveMessage(Duration.ofSeconds(10));
    kit.stop(ref);
    return state;
  }

  private <T> List<T> take(Source<T, NotUsed> source, int most) {
    try {
      return source
          .take(most)
          .runWith(Sink.seq(), kit.system())
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static List<String> words(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> "w" + n).toList();
  }

  private void restart() {
    kit.shutdownTestKit();
    start();
  }

  private void flipBitOf(String needle) throws Exception {
    Path file = TestConfig.file(folder);
    byte[] bytes = Files.readAllBytes(file);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(needle);
    assertThat(at).isPositive();
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }
}
