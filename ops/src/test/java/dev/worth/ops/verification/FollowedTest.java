// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.customer.StateCodec;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.ops.simulation.Shop;
import dev.worth.ops.simulation.Simulation;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowedTest {
  private static final CustomerId CUSTOMER = new CustomerId("c000000");
  private static final Shop SHOP = new Shop(60, 500, 5, LocalDate.of(2025, 1, 1), "EUR");
  private static final List<CustomerEvent> HISTORY = history();

  private final Followed followed = new Followed(CUSTOMER);
  private final Differences differences = new Differences();

  /** Of the busiest customer. */
  private static List<CustomerEvent> history() {
    var facts = new HashMap<CustomerId, List<CustomerEvent>>();
    new Simulation(SHOP)
        .facts()
        .forEachRemaining(
            told ->
                facts.computeIfAbsent(told.customer(), c -> new ArrayList<>()).add(told.fact()));
    return facts.values().stream().max(Comparator.comparingInt(List::size)).orElseThrow();
  }

  private void follow(List<CustomerEvent> facts) {
    for (int i = 0; i < facts.size(); i++) followed.evolve(i + 1, facts.get(i), differences);
  }

  private static byte[] state(List<CustomerEvent> facts) {
    var state = CustomerState.UNKNOWN;
    for (CustomerEvent fact : facts) state = state.evolve(fact);
    return StateCodec.encode(state);
  }

  @Test
  void a_history_by_way_of_bytes_gives_the_same_state_and_score() {
    assertThat(HISTORY).hasSizeGreaterThan(2 * Followed.PASSAGE_EVERY);
    follow(HISTORY);
    followed.compare(new Baseline(), new Question(SHOP.end(), 90, true), "EUR", differences);
    assertThat(differences.first()).isEmpty();
  }

  @Test
  void the_snapshot_of_the_same_facts_agrees() {
    follow(HISTORY);
    followed.compareSnapshot(state(HISTORY), differences);
    assertThat(differences.count()).isZero();
  }

  @Test
  void the_snapshot_of_other_facts_is_named() {
    follow(HISTORY);
    followed.compareSnapshot(state(HISTORY.subList(0, HISTORY.size() - 1)), differences);
    assertThat(differences.first())
        .singleElement()
        .asString()
        .contains("c000000")
        .contains("after");
  }

  @Test
  void a_missing_event_is_named() {
    followed.evolve(1, HISTORY.get(0), differences);
    followed.evolve(3, HISTORY.get(1), differences);
    assertThat(differences.first()).singleElement().asString().contains("event 3 follows event 1");
  }
}
