// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import static dev.worth.node.entity.Node.await;
import static dev.worth.node.entity.Shop.NOW;
import static dev.worth.node.entity.Shop.customer;
import static dev.worth.node.entity.Shop.history;
import static dev.worth.node.entity.Shop.view;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.worth.core.customer.CustomerState;
import dev.worth.core.customer.StateCodec;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.entity.Answer.Scored;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.sharding.ShardRegion.CurrentShardRegionState;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customers on the real journal. */
class DurableCustomersTest {
  private static final Customers.Options OPTIONS =
      new Customers.Options("EUR", 10, 50, 100_000, Duration.ofSeconds(20), "worth.read-journal");
  @TempDir Path folder;

  @Test
  void a_restart_recovers_the_same_bytes_with_and_without_snapshots() throws Exception {
    List<CustomerEvent> facts = history(1, 230);
    byte[] before;
    try (var node = node(1_000)) {
      for (int i = 0; i < facts.size(); i += 23)
        await(node.customers.record(customer(1), facts.subList(i, i + 23), Optional.empty()));
      before = bytes(node);
    }
    try (var node = node(1_000)) {
      assertThat(bytes(node)).isEqualTo(before);
    }
    assertThat(forgetSnapshots()).isPositive();
    try (var node = node(1_000)) {
      assertThat(bytes(node)).isEqualTo(before);
      assertThat(await(node.customers.look(customer(1))).sequenceNr()).isEqualTo(230);
    }
    assertThat(before).isEqualTo(StateCodec.encode(fold(facts)));
  }

  @Test
  void customers_that_leave_the_memory_lose_nothing() {
    try (var node = node(20)) {
      for (int round = 0; round < 3; round++) {
        Map<CustomerId, List<CustomerEvent>> facts = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++)
          facts.put(customer(i), List.of(view(round + "-" + i, NOW.plusSeconds(round))));
        var recorded =
            await(node.customers.record(facts, Optional.empty(), fact -> false)).recorded();
        assertThat(recorded).extracting(Recorded::sequenceNr).containsOnly(round + 1L);
      }
      assertThat(inMemory(node)).isLessThan(100);
      for (int i = 0; i < 200; i++)
        assertThat(await(node.customers.look(customer(i))).state().totals().newest())
            .contains(NOW.plusSeconds(2));
    }
  }

  /** A model's every output is the number in its version, so an answer tells who gave it. */
  @Test
  void a_swap_of_the_model_never_mixes_two_in_one_answer() {
    var model = new AtomicInteger(1);
    try (var node = new Node(config(1_000), OPTIONS, customer -> new Shop.Constant(model.get()))) {
      var asked = new ArrayList<CompletionStage<Answer>>();
      for (int i = 0; i < 2_000; i++) {
        model.set(1 + i % 2);
        var question = new Question(NOW.plusSeconds(60L * i), 30, true);
        asked.add(node.customers.score(customer(i % 50), question, 0));
      }
      for (var answer : asked) {
        var score = ((Scored) await(answer)).score();
        assertThat(score.modelVersion()).isEqualTo("v" + (int) score.expectedSpend());
        assertThat(score.baseLogOdds()).isEqualTo(score.expectedSpend());
      }
    }
  }

  @Test
  void the_same_facts_from_many_sides_at_once_count_once() {
    List<CustomerEvent> facts = history(2, 40);
    try (var node = node(1_000)) {
      var sent = new ArrayList<CompletionStage<Recorded>>();
      for (int i = 0; i < 20; i++)
        sent.add(node.customers.record(customer(2), facts, Optional.empty()));
      sent.forEach(Node::await);
      var seen = await(node.customers.look(customer(2)));
      assertThat(seen).isEqualTo(new Seen(40, fold(facts)));
    }
  }

  private static long inMemory(Node node) {
    var key = EntityTypeKey.create(Message.class, "customer");
    CompletionStage<CurrentShardRegionState> state =
        AskPattern.ask(
            ClusterSharding.get(node.system).shardState(),
            replyTo -> new GetShardRegionState(key, replyTo),
            Duration.ofSeconds(10),
            node.system.scheduler());
    return await(state).getShards().stream().mapToLong(s -> s.getEntityIds().size()).sum();
  }

  private static byte[] bytes(Node node) {
    return StateCodec.encode(await(node.customers.look(customer(1))).state());
  }

  private static CustomerState fold(List<CustomerEvent> facts) {
    CustomerState state = CustomerState.UNKNOWN;
    for (CustomerEvent fact : facts) state = state.evolve(fact);
    return state;
  }

  private Node node(int limit) {
    return new Node(config(limit), OPTIONS, customer -> new Shop.Constant(1));
  }

  private Config config(int limit) {
    return ConfigFactory.parseMap(
        Map.of("worth.data-dir", folder.toString(), "worth.entities-limit", limit));
  }

  private int forgetSnapshots() throws Exception {
    try (var file = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("worth.db"));
        var statement = file.createStatement()) {
      return statement.executeUpdate("DELETE FROM snapshots");
    }
  }
}
