// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.registry;

import static dev.worth.node.registry.RegistryNode.await;
import static dev.worth.node.registry.RegistryNode.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.promotion.Gate;
import dev.worth.core.promotion.GateReport.Allowance;
import dev.worth.core.promotion.ModelStage;
import dev.worth.core.promotion.RegistryDecision.Refused;
import dev.worth.core.promotion.RegistryEvent.ModelPromoted;
import dev.worth.core.promotion.Slice;
import dev.worth.core.scoring.Baseline;
import dev.worth.node.model.Bundles;
import dev.worth.node.model.ModelSlot;
import dev.worth.protocol.CustomerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.Props;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each stop and start here is what a kill leaves: the journal and the folder, nothing else. */
class ModelRegistryTest {
  private static final int SWAPS = 200;
  private @TempDir Path folder;

  @Test
  void a_restart_finds_the_champion_and_its_history() {
    try (var node = new RegistryNode(folder)) {
      node.champion("m-1");
      node.champion("m-2");
      assertThat(node.slot.get().version()).isEqualTo("m-2");
    }
    try (var node = new RegistryNode(folder)) {
      assertThat(node.slot.get().version()).isEqualTo("m-2");
      assertThat(node.state().previous()).containsExactly("m-1");
      var last = await(node.registry.history(1, 10)).getLast();
      assertThat(last.revision()).isEqualTo(4);
      assertThat(((ModelPromoted) last.event()).gates().results())
          .hasSize(Gate.LABELS.ordinal() + 1);
      await(node.registry.rollBack("", step("worse")));
      assertThat(node.slot.get().version()).isEqualTo("m-1");
    }
  }

  @Test
  void killed_between_the_bundle_and_its_event_a_version_is_not_there_and_may_come_again() {
    try (var node = new RegistryNode(folder)) {
      node.champion("m-1");
    }
    RegistryNode.store(folder).register(Bundles.valid("m-2"));
    try (var node = new RegistryNode(folder)) {
      assertThat(node.state().models()).containsOnlyKeys("m-1");
      assertThat(node.slot.get().version()).isEqualTo("m-1");
      node.champion("m-2");
      assertThat(node.slot.get().version()).isEqualTo("m-2");
    }
  }

  @Test
  void killed_between_the_event_and_the_swap_a_node_learns_who_the_champion_is() throws Exception {
    try (var node = new RegistryNode(folder)) {
      node.champion("m-1");
      node.champion("m-2");
    }
    Files.writeString(folder.resolve("models").resolve("champion"), "m-1");
    try (var node = new RegistryNode(folder)) {
      assertThat(node.slot.get().version()).isEqualTo("m-2");
    }
  }

  @Test
  void where_the_champion_cannot_be_loaded_the_one_before_answers_until_it_can() throws Exception {
    try (var node = new RegistryNode(folder)) {
      node.champion("m-1");
      node.champion("m-2");
    }
    byte[] sound = damage("m-2");
    try (var node = new RegistryNode(folder)) {
      assertThat(node.slot.get().version()).isEqualTo("m-1");
      assertThat(node.state().champion()).isEqualTo("m-2");
      assertThat(node.slot.behind()).hasValueSatisfying(why -> assertThat(why).contains("m-2"));
      until(() -> !await(node.registry.look()).nodes().isEmpty());
      assertThat(await(node.registry.look()).nodes())
          .allSatisfy(status -> assertThat(status.problem()).isPresent());
      Files.write(file("m-2"), sound);
      until(() -> node.slot.get().version().equals("m-2"));
      assertThat(node.slot.behind()).isEmpty();
    }
  }

  @Test
  void a_bundle_that_rots_before_it_is_promoted_is_stopped_at_the_contract() throws Exception {
    try (var node = new RegistryNode(folder)) {
      node.champion("m-1");
      node.register("m-2");
      damage("m-2");
      assertThat(stopped(node, "m-2")).isEqualTo(Gate.CONTRACT);
      node.register("m-3");
      Files.delete(file("m-3"));
      assertThat(stopped(node, "m-3")).isEqualTo(Gate.CONTRACT);
      assertThat(node.slot.get().version()).isEqualTo("m-1");
      assertThat(node.state().model("m-2").orElseThrow().stage()).isEqualTo(ModelStage.REJECTED);
    }
  }

  @Test
  void a_store_from_before_the_registry_is_taken_over() {
    var store = RegistryNode.store(folder);
    store.register(Bundles.valid("m-1"));
    store.register(Bundles.valid("m-2"));
    try (var slot = ModelSlot.open(store)) {
      slot.use("m-2");
    }
    try (var node = new RegistryNode(folder)) {
      assertThat(node.state().champion()).isEqualTo("m-2");
      assertThat(node.state().models()).containsOnlyKeys("m-1", "m-2");
      assertThat(node.slot.get().version()).isEqualTo("m-2");
    }
  }

  @Test
  void a_late_joiner_catches_up() {
    try (var node = new RegistryNode(folder);
        var late = ModelSlot.open(RegistryNode.store(folder))) {
      node.champion("m-1");
      late.use(Baseline.VERSION);
      var heard = new CompletableFuture<Object>();
      var again = Duration.ofMillis(100);
      var door = node.system.systemActorOf(BundleDoor.create(node.store), "door", Props.empty());
      var bundles =
          new dev.worth.node.registry.Bundles(
              node.system, node.store, node.registry.reference(), door);
      var behavior =
          Follower.create(
              late, bundles, node.registry.reference(), again, ForkJoinPool.commonPool(), heard);
      node.system.systemActorOf(behavior, "late", Props.empty());
      await(heard);
      assertThat(late.get().version()).isEqualTo("m-1");
      node.champion("m-2");
      assertThat(late.get().version()).isEqualTo("m-2");
    }
  }

  @Test
  void a_canary_answers_the_same_customers_always_and_ends_with_a_rollback() {
    try (var node = new RegistryNode(folder)) {
      node.champion("m-1");
      node.register("m-2");
      await(node.registry.canary("m-2", Slice.of("30%"), step("try"), Allowance.FORCED));
      int tried = 0;
      for (int i = 0; i < 2_000; i++) {
        var customer = new CustomerId("c-" + i);
        String version = node.slot.of(customer).version();
        assertThat(version).isEqualTo(node.slot.of(customer).version()).isIn("m-1", "m-2");
        if (version.equals("m-2")) tried++;
      }
      assertThat(tried / 2_000.0).isCloseTo(0.3, within(0.05));
      await(node.registry.rollBack("", step("enough")));
      assertThat(node.slot.of(new CustomerId("c-1")).version()).isEqualTo("m-1");
      assertThat(node.state().model("m-2").orElseThrow().stage()).isEqualTo(ModelStage.ROLLED_BACK);
    }
  }

  @Test
  void a_shadow_is_compared_and_never_answers() {
    try (var node = new RegistryNode(folder)) {
      node.champion("m-1");
      await(node.registry.register(Bundles.other("m-2"), step("new")));
      await(node.registry.shadow("m-2", step("watch")));
      var scorer = node.slot.of(new CustomerId("anna"));
      assertThat(scorer.version()).isEqualTo("m-1");
      for (int i = 0; i < 50; i++) scorer.predict(RegistryNode.somebody());
      until(() -> node.slot.shadow().orElseThrow().compared() == 50);
      assertThat(node.slot.shadow().orElseThrow().apart()).isPositive();
    }
  }

  @Test
  void sessions_opened_are_sessions_closed_after_many_swaps() {
    long open = ModelSlot.sessionsOpened() - ModelSlot.sessionsClosed();
    long opened = ModelSlot.sessionsOpened();
    try (var node = new RegistryNode(folder)) {
      node.champion("m-1");
      node.register("m-2");
      for (int i = 0; i < SWAPS; i++) {
        if (i % 2 == 0) node.promote("m-2");
        else await(node.registry.rollBack("", step("back")));
        assertThat(node.slot.get().version()).isEqualTo(i % 2 == 0 ? "m-2" : "m-1");
      }
    }
    assertThat(ModelSlot.sessionsOpened() - opened).isGreaterThan(SWAPS);
    assertThat(ModelSlot.sessionsOpened() - ModelSlot.sessionsClosed()).isEqualTo(open);
  }

  @Test
  void a_joining_node_gets_the_bundles_it_lacks_from_another_one() throws Exception {
    try (var first = new RegistryNode(folder.resolve("first"))) {
      first.champion("m-1");
      try (var second = new RegistryNode(folder.resolve("second"), first)) {
        assertThat(second.slot.get().version()).isEqualTo("m-1");
        assertThat(second.store.sums()).isEqualTo(first.store.sums());
        await(first.registry.register(Bundles.large("m-2"), step("large")));
        first.promote("m-2");
        assertThat(second.slot.get().version()).isEqualTo("m-2");
        second.register("m-3");
        second.promote("m-3");
        assertThat(first.slot.get().version()).isEqualTo("m-3");
        first.register("m-4");
        assertThat(second.promote("m-4").switchMillis()).isNotNegative();
        assertThat(second.slot.get().version()).isEqualTo("m-4");
      }
    }
  }

  @Test
  void a_node_with_a_damaged_bundle_replaces_it_by_a_sound_one() throws Exception {
    try (var first = new RegistryNode(folder)) {
      first.champion("m-1");
      var other = folder.resolve("second");
      RegistryNode.store(other).register(Bundles.other("m-1"));
      try (var second = new RegistryNode(other, first)) {
        assertThat(second.slot.get().version()).isEqualTo("m-1");
        assertThat(second.store.sums()).isEqualTo(first.store.sums());
      }
    }
  }

  @Test
  void a_node_that_cannot_load_a_version_keeps_the_old_one_and_says_so() throws Exception {
    try (var first = new RegistryNode(folder.resolve("first"));
        var second = new RegistryNode(folder.resolve("second"), first)) {
      first.champion("m-1");
      var obstacle = folder.resolve("second/models/m-2.zip/obstacle");
      Files.createDirectories(obstacle);
      first.register("m-2");
      var outcome = first.promote("m-2");
      assertThat(first.slot.get().version()).isEqualTo("m-2");
      assertThat(second.slot.get().version()).isEqualTo("m-1");
      assertThat(second.slot.behind()).hasValueSatisfying(why -> assertThat(why).contains("m-2"));
      assertThat(outcome.nodes())
          .filteredOn(node -> node.inUse().equals("m-1"))
          .singleElement()
          .satisfies(node -> assertThat(node.problem()).isPresent());
      Files.delete(obstacle);
      Files.delete(obstacle.getParent());
      until(() -> second.slot.get().version().equals("m-2"));
      assertThat(second.slot.behind()).isEmpty();
    }
  }

  private static Gate stopped(RegistryNode node, String version) {
    var refused = (Refused) node.promote(version).decision();
    return refused.stopped().getFirst().gate();
  }

  private Path file(String version) {
    return folder.resolve("models").resolve(version + ".zip");
  }

  /** What was there before. */
  private byte[] damage(String version) throws IOException {
    byte[] sound = Files.readAllBytes(file(version));
    byte[] bytes = sound.clone();
    bytes[bytes.length / 2] ^= 1;
    Files.write(file(version), bytes);
    return sound;
  }

  private static void until(BooleanSupplier done) {
    Instant limit = Instant.now().plusSeconds(20);
    while (!done.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(limit);
      await(
          CompletableFuture.runAsync(
              () -> {},
              CompletableFuture.delayedExecutor(50, java.util.concurrent.TimeUnit.MILLISECONDS)));
    }
  }
}
