// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.core.Histories;
import dev.worth.core.customer.CustomerState;
import dev.worth.core.decision.Decision.Accepted;
import dev.worth.core.decision.Decision.Refusal;
import dev.worth.core.decision.Decision.Refused;
import dev.worth.core.decision.Decision.Ruling;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.EventQuarantined;
import dev.worth.protocol.CustomerEvent.ExperimentExposed;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.QuarantineReleased;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.QuarantineReason;
import dev.worth.protocol.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CustomerDeciderTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final OrderPlaced ORDER = Histories.order("1", NOON, 5_000);
  private static final OrderPlaced OLD = Histories.order("0", NOON.minus(Duration.ofDays(5)), 100);
  private final CustomerDecider decider = new CustomerDecider(fact -> "written " + fact.key().id());

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @Test
  void a_new_fact_is_accepted() {
    assertThat(given().when(ORDER).events()).containsExactly(ORDER);
  }

  @Test
  void the_same_fact_again_changes_nothing() {
    assertThat(given(ORDER).when(ORDER).events()).isEmpty();
    assertThat(given(ORDER).verdict(ORDER)).isEqualTo(Verdict.DUPLICATE);
  }

  @Test
  void the_same_fact_twice_in_one_batch_is_taken_once() {
    assertThat(given().when(ORDER, ORDER).events()).containsExactly(ORDER);
  }

  @Test
  void the_same_order_under_another_event_id_changes_nothing() {
    var again =
        new OrderPlaced(
            new EventKey("/till", "x"),
            NOON,
            ORDER.order(),
            ORDER.lines(),
            ORDER.total(),
            ORDER.shipping(),
            ORDER.tax(),
            ORDER.discount(),
            "");
    assertThat(given(ORDER).when(again).events()).isEmpty();
    assertThat(given(ORDER).when(again).verdicts().getFirst().detail()).contains("order 1");
  }

  @Test
  void an_exposure_is_taken_once_for_each_experiment_and_never_too_late() {
    var first = exposed("e-1", NOON.minusSeconds(500_000));
    assertThat(given(ORDER).when(first).events()).containsExactly(first);
    assertThat(given(ORDER, first).when(exposed("e-1", NOON)).events()).isEmpty();
    assertThat(given(ORDER, first).verdict(exposed("e-1", NOON))).isEqualTo(Verdict.DUPLICATE);
    assertThat(given(ORDER, first).verdict(exposed("e-2", NOON))).isEqualTo(Verdict.ACCEPTED);
  }

  private static ExperimentExposed exposed(String experiment, Instant at) {
    var key = new EventKey("worth:experiment", experiment);
    return new ExperimentExposed(key, at, experiment, "treated", "m-1", 7);
  }

  @Test
  void a_fact_beyond_the_window_is_quarantined_as_it_was_written() {
    var events = given(ORDER).when(OLD).events();
    assertThat(events).singleElement().isInstanceOf(EventQuarantined.class);
    var held = (EventQuarantined) events.getFirst();
    assertThat(held.reason()).isEqualTo(QuarantineReason.TOO_LATE);
    assertThat(held.original()).isEqualTo("written order-0");
    assertThat(given(ORDER).verdict(OLD)).isEqualTo(Verdict.QUARANTINED);
  }

  @Test
  void a_quarantined_fact_told_again_is_not_kept_twice() {
    var held = (EventQuarantined) given(ORDER).when(OLD).events().getFirst();
    assertThat(given(ORDER, held).when(OLD).events()).isEmpty();
    assertThat(given(ORDER, held).verdict(OLD)).isEqualTo(Verdict.QUARANTINED);
  }

  @Test
  void a_quarantined_fact_that_was_mended_is_counted_and_leaves_the_quarantine() {
    var held = (EventQuarantined) given(ORDER).when(OLD).events().getFirst();
    var mended =
        new OrderPlaced(
            OLD.key(),
            NOON,
            OLD.order(),
            OLD.lines(),
            OLD.total(),
            OLD.shipping(),
            OLD.tax(),
            OLD.discount(),
            "");
    var events = given(ORDER, held).when(mended).events();
    assertThat(events.getFirst()).isEqualTo(mended);
    assertThat(((QuarantineReleased) events.get(1)).released()).isEqualTo(OLD.key());
  }

  @Test
  void only_a_quarantined_fact_can_be_given_up() {
    var release = new QuarantineReleased(new EventKey("worth:release", "1"), NOON, OLD.key());
    var command = new CustomerCommand.Release(release);
    assertThat(decider.decide(CustomerState.UNKNOWN, command))
        .isEqualTo(new Refused(Refusal.NOT_QUARANTINED));
    var held = new EventQuarantined(OLD.key(), OLD.at(), QuarantineReason.TOO_LATE, "", "{}");
    assertThat(decider.decide(CustomerState.UNKNOWN.evolve(held), command))
        .isInstanceOf(Accepted.class);
  }

  /**
   * Three hundred random histories, in random batches: what was accepted once is never counted
   * twice.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void every_history_sent_twice_and_shuffled_gives_the_bytes_of_the_clean_run(long seed) {
    var facts = Histories.random(seed, 100, 20);
    var twice = new ArrayList<>(facts);
    twice.addAll(facts);
    var messy = Histories.shuffled(twice, CustomerState.LATENESS, seed);
    assertThat(run(messy, (int) (1 + seed % 9))).isEqualTo(run(facts, 1));
  }

  private CustomerState run(List<CustomerEvent> facts, int batch) {
    var state = CustomerState.UNKNOWN;
    for (int from = 0; from < facts.size(); from += batch) {
      var some = facts.subList(from, Math.min(facts.size(), from + batch));
      var accepted = (Accepted) decider.decide(state, new CustomerCommand.Record(some));
      assertThat(accepted.verdicts()).hasSameSizeAs(some);
      for (CustomerEvent event : accepted.events()) state = state.evolve(event);
    }
    return state;
  }

  private Given given(CustomerEvent... before) {
    var state = CustomerState.UNKNOWN;
    for (CustomerEvent event : before) state = state.evolve(event);
    return new Given(state);
  }

  private final class Given {
    private final CustomerState state;

    Given(CustomerState state) {
      this.state = state;
    }

    Accepted when(CustomerEvent... facts) {
      return (Accepted) decider.decide(state, new CustomerCommand.Record(List.of(facts)));
    }

    Verdict verdict(CustomerEvent fact) {
      List<Ruling> rulings = when(fact).verdicts();
      return rulings.getFirst().verdict();
    }
  }
}
