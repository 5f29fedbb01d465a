// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import static dev.worth.node.entity.Node.await;
import static dev.worth.node.entity.Shop.IN_30_DAYS;
import static dev.worth.node.entity.Shop.NOW;
import static dev.worth.node.entity.Shop.customer;
import static dev.worth.node.entity.Shop.history;
import static dev.worth.node.entity.Shop.key;
import static dev.worth.node.entity.Shop.order;
import static dev.worth.node.entity.Shop.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.decision.Decision.Refusal;
import dev.worth.core.decision.Decision.Ruling;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.entity.Answer.Behind;
import dev.worth.node.entity.Answer.Scored;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.QuarantineReleased;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.Score;
import dev.worth.protocol.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CustomersTest {
  private static final AtomicInteger MODEL = new AtomicInteger(1);
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static Node node;

  private final CustomerId someone = customer(NEXT.incrementAndGet());

  @BeforeAll
  static void start() {
    node = new Node(Node.IN_MEMORY, Node.OPTIONS, customer -> new Shop.Constant(MODEL.get()));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void an_unknown_customer_has_an_empty_state_and_still_a_score() {
    assertThat(await(node.customers.look(someone))).isEqualTo(new Seen(0, CustomerState.UNKNOWN));
    assertThat(ask(0)).isInstanceOf(Scored.class);
  }

  @Test
  void acknowledged_facts_are_seen_by_the_next_question() {
    var recorded = record(order("a", NOW, 500), view("b", NOW));
    assertThat(recorded.sequenceNr()).isEqualTo(2);
    assertThat(recorded.rulings()).extracting(Ruling::verdict).containsOnly(Verdict.ACCEPTED);
    assertThat(((Scored) ask(2)).score().sequenceNr()).isEqualTo(2);
    assertThat(await(node.customers.look(someone)).state())
        .isEqualTo(fold(List.of(order("a", NOW, 500), view("b", NOW))));
  }

  @Test
  void whoever_asks_for_facts_not_yet_seen_hears_how_far_we_are() {
    record(view("a", NOW));
    assertThat(ask(2)).isEqualTo(new Behind(1));
  }

  @Test
  void a_duplicate_changes_nothing_and_is_told_the_same_number() {
    record(order("a", NOW, 500));
    var again = record(order("a", NOW, 500), order("a", NOW, 500));
    assertThat(again.rulings()).extracting(Ruling::verdict).containsOnly(Verdict.DUPLICATE);
    assertThat(again.sequenceNr()).isEqualTo(1);
    assertThat(timeline()).hasSize(1);
  }

  /** They share decisions and writes; nobody is told what was ruled for another. */
  @Test
  void requests_at_once_for_one_customer_are_each_told_their_own_rulings() {
    var answers =
        IntStream.range(0, 600)
            .mapToObj(i -> List.<CustomerEvent>of(view("v" + i % 300, NOW), view("own" + i, NOW)))
            .map(two -> node.customers.record(someone, two, Optional.of(IN_30_DAYS)))
            .toList();
    var recorded = answers.stream().map(Node::await).toList();
    assertThat(recorded).allSatisfy(one -> assertThat(one.rulings()).hasSize(2));
    assertThat(recorded)
        .allSatisfy(
            one -> assertThat(one.score().map(Score::sequenceNr)).contains(one.sequenceNr()));
    for (int i = 0; i < 300; i++) {
      assertThat(List.of(verdict(recorded.get(i), 0), verdict(recorded.get(i + 300), 0)))
          .as("fact " + i)
          .containsExactlyInAnyOrder(Verdict.ACCEPTED, Verdict.DUPLICATE);
    }
    assertThat(await(node.customers.look(someone)).sequenceNr()).isEqualTo(900);
    assertThat(timeline()).extracting(Told::event).doesNotHaveDuplicates().hasSize(900);
  }

  private static Verdict verdict(Recorded recorded, int place) {
    return recorded.rulings().get(place).verdict();
  }

  @Test
  void a_batch_is_answered_customer_by_customer_in_the_order_sent() {
    Map<CustomerId, List<CustomerEvent>> facts = new LinkedHashMap<>();
    for (int i = 0; i < 90; i++) facts.put(customer(1_000 + i), history(i, 1 + i % 3));
    var recorded = await(node.customers.record(facts, Optional.empty(), fact -> true)).recorded();
    assertThat(recorded).extracting(Recorded::customer).containsExactlyElementsOf(facts.keySet());
    assertThat(recorded)
        .extracting(Recorded::sequenceNr)
        .containsExactlyElementsOf(
            facts.values().stream().map(some -> (long) some.size()).toList());
  }

  @Test
  void only_customers_with_a_triggering_fact_are_scored() {
    var other = customer(NEXT.incrementAndGet());
    Map<CustomerId, List<CustomerEvent>> facts = new LinkedHashMap<>();
    facts.put(someone, List.of(view("a", NOW), order("b", NOW, 500)));
    facts.put(other, List.of(view("c", NOW)));
    var recorded =
        await(
                node.customers.record(
                    facts, Optional.of(IN_30_DAYS), CustomerEvent.OrderPlaced.class::isInstance))
            .recorded();
    assertThat(recorded.get(0).score()).map(Score::sequenceNr).contains(2L);
    assertThat(recorded.get(1).score()).isEmpty();
  }

  @Test
  void a_score_is_kept_for_its_minute_and_its_model() {
    record(view("a", NOW));
    Score first = score(NOW);
    assertThat(score(NOW.plusSeconds(59))).isSameAs(first);
    assertThat(score(NOW.plusSeconds(60)).asOf()).isEqualTo(NOW.plusSeconds(60));
    MODEL.set(2);
    assertThat(score(NOW).modelVersion()).isEqualTo("v2");
    record(view("b", NOW));
    assertThat(score(NOW).sequenceNr()).isEqualTo(2);
  }

  @Test
  void a_quarantined_fact_is_kept_tagged_and_can_be_given_up_once() {
    record(view("new", NOW));
    var late = view("late", NOW.minus(Duration.ofDays(5)));
    assertThat(record(late).rulings())
        .extracting(Ruling::verdict)
        .containsOnly(Verdict.QUARANTINED);
    var release = new QuarantineReleased(key("release"), NOW, late.key());
    assertThat(await(node.customers.release(someone, release))).isEqualTo(new Released.Done(3));
    assertThat(await(node.customers.release(someone, release)))
        .isEqualTo(new Released.Refused(Refusal.NOT_QUARANTINED));
  }

  @Test
  void the_timeline_has_the_facts_as_they_were_written() {
    var facts = history(7, 30);
    await(node.customers.record(someone, facts, Optional.empty()));
    assertThat(timeline()).extracting(Told::event).containsExactlyElementsOf(facts);
    assertThat(await(node.customers.timeline(someone, 11, 5)))
        .extracting(Told::sequenceNr)
        .containsExactly(11L, 12L, 13L, 14L, 15L);
  }

  @Test
  void a_score_of_the_past_knows_only_what_had_happened() {
    var facts = history(8, 30);
    await(node.customers.record(someone, facts, Optional.empty()));
    var then = new Question(facts.get(19).at(), 30, false);
    assertThat(await(node.customers.scoreAsOf(someone, then)).sequenceNr()).isEqualTo(20);
  }

  @Test
  void facts_beyond_the_bound_are_turned_away_and_nothing_of_them_is_stored() {
    var tooMany = history(9, Node.OPTIONS.inFlight() + 1);
    assertThatThrownBy(() -> await(node.customers.record(someone, tooMany, Optional.empty())))
        .isInstanceOf(Overloaded.class);
    assertThat(timeline()).isEmpty();
    assertThat(node.customers.inFlight()).isZero();
  }

  private Recorded record(CustomerEvent... facts) {
    return await(node.customers.record(someone, List.of(facts), Optional.empty()));
  }

  private Answer ask(long minSeq) {
    return await(node.customers.score(someone, IN_30_DAYS, minSeq));
  }

  private Score score(java.time.Instant now) {
    var question = new Question(now, 30, false);
    return ((Scored) await(node.customers.score(someone, question, 0))).score();
  }

  private List<Told> timeline() {
    return await(node.customers.timeline(someone, 0, 1_000));
  }

  private static CustomerState fold(List<CustomerEvent> facts) {
    CustomerState state = CustomerState.UNKNOWN;
    for (CustomerEvent fact : facts) state = state.evolve(fact);
    return state;
  }
}
