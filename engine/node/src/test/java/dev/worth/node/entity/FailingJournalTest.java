// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import static dev.worth.node.entity.Node.await;
import static dev.worth.node.entity.Shop.IN_30_DAYS;
import static dev.worth.node.entity.Shop.NOW;
import static dev.worth.node.entity.Shop.customer;
import static dev.worth.node.entity.Shop.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What askers hear when the disk says no. */
class FailingJournalTest {
  private static Node node;
  private static PersistenceTestKit journal;

  @BeforeAll
  static void start() {
    var patient = Node.OPTIONS;
    var impatient =
        new Customers.Options(
            patient.currency(), 10, 200, 10_000, Duration.ofSeconds(3), patient.readJournal());
    node = new Node(Node.IN_MEMORY, impatient, customer -> new Shop.Constant(1));
    journal = PersistenceTestKit.create(node.system);
    await(node.customers.look(customer(0)));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void the_journal_works() {
    journal.resetPolicy();
  }

  /** Well before the time-out: a client can repeat at once. */
  @Test
  void a_failed_write_is_told_at_once_and_the_customer_comes_back() {
    var someone = customer(1);
    record(someone, "a");
    journal.failNextPersisted(pid(someone));
    assertThatThrownBy(() -> record(someone, "b"))
        .isInstanceOf(NotAnswered.class)
        .hasMessageContaining("journal");
    assertThat(record(someone, "b").sequenceNr()).isEqualTo(2);
  }

  /** Those whose write failed, and those who waited for it, and nobody for ever. */
  @Test
  void a_failed_write_is_told_to_all_who_waited_and_sending_again_loses_nothing() {
    var someone = customer(8);
    record(someone, "a");
    journal.failNextPersisted(pid(someone));
    var facts = IntStream.range(0, 50).mapToObj(i -> List.<CustomerEvent>of(view("b" + i, NOW)));
    var first = facts.map(fact -> node.customers.record(someone, fact, Optional.empty())).toList();
    int failed = 0;
    for (var answer : first) {
      try {
        await(answer);
      } catch (NotAnswered e) {
        assertThat(e).hasMessageContaining("journal");
        failed++;
      }
    }
    assertThat(failed).isPositive();
    for (int i = 0; i < 50; i++) record(someone, "b" + i);
    assertThat(await(node.customers.look(someone)).sequenceNr()).isEqualTo(51);
  }

  @Test
  void a_rejected_write_is_told_at_once_and_the_customer_comes_back() {
    var someone = customer(2);
    record(someone, "a");
    journal.rejectNextPersisted(pid(someone));
    assertThatThrownBy(() -> record(someone, "b"))
        .isInstanceOf(NotAnswered.class)
        .hasMessageContaining("journal");
    assertThat(record(someone, "b").sequenceNr()).isEqualTo(2);
  }

  @Test
  void one_failed_read_is_only_a_delay() {
    var someone = customer(3);
    journal.failNextRead(pid(someone));
    assertThat(record(someone, "a").sequenceNr()).isEqualTo(1);
  }

  @Test
  void a_customer_that_cannot_be_read_at_all_is_an_error_in_time() {
    var someone = customer(5);
    journal.failNextNReads(pid(someone), 1_000);
    var answer = node.customers.score(someone, IN_30_DAYS, 0);
    assertThatThrownBy(() -> await(answer))
        .isInstanceOf(NotAnswered.class)
        .hasMessageContaining("journal cannot be read");
  }

  @Test
  void a_customer_that_cannot_be_read_takes_nothing_from_the_others_of_its_batch() {
    var damaged = customer(6);
    var healthy = customer(7);
    journal.failNextNReads(pid(damaged), 1_000);
    var facts = new LinkedHashMap<CustomerId, List<CustomerEvent>>();
    facts.put(damaged, List.of(view("a", NOW)));
    facts.put(healthy, List.of(view("b", NOW)));
    var batch = await(node.customers.record(facts, Optional.empty(), fact -> false));
    assertThat(batch.recorded()).singleElement().returns(healthy, Recorded::customer);
    assertThat(batch.unanswered()).containsOnlyKeys(damaged);
  }

  @Test
  void nothing_stays_counted_as_under_way() {
    var someone = customer(4);
    journal.failNextPersisted(pid(someone));
    assertThatThrownBy(() -> record(someone, "a")).isInstanceOf(NotAnswered.class);
    assertThat(node.customers.inFlight()).isZero();
  }

  private static Recorded record(CustomerId customer, String id) {
    return await(node.customers.record(customer, List.of(view(id, NOW)), Optional.empty()));
  }

  private static String pid(CustomerId customer) {
    return CustomerEntity.persistenceId(customer).id();
  }
}
