// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.features.Features;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.Scorer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSlotTest {
  private static final Features SOMEBODY = TestBundle.somebody();
  @TempDir Path folder;
  private ModelStore store;

  @BeforeEach
  void two_models_are_registered() {
    store = ModelStore.open(folder, "EUR");
    store.register(TestBundle.of("m-1", 0, 1).zip());
    store.register(TestBundle.of("m-2", 0, 2).zip());
  }

  @Test
  void before_any_model_the_baseline_answers() {
    try (var slot = ModelSlot.open(store)) {
      assertThat(slot.get().version()).isEqualTo(Baseline.VERSION);
      assertThat(slot.problem()).isEmpty();
    }
  }

  @Test
  void the_version_in_use_is_the_same_after_a_restart() {
    try (var slot = ModelSlot.open(store)) {
      slot.use("m-2");
    }
    try (var slot = ModelSlot.open(store)) {
      assertThat(slot.get().version()).isEqualTo("m-2");
      slot.use(Baseline.VERSION);
    }
    try (var slot = ModelSlot.open(store)) {
      assertThat(slot.get().version()).isEqualTo(Baseline.VERSION);
    }
  }

  @Test
  void a_damaged_model_at_the_start_leaves_the_baseline_and_a_word_for_health() throws Exception {
    try (var slot = ModelSlot.open(store)) {
      slot.use("m-1");
    }
    Path file = folder.resolve("m-1.zip");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    try (var slot = ModelSlot.open(store)) {
      assertThat(slot.get().version()).isEqualTo(Baseline.VERSION);
      assertThat(slot.problem()).isPresent();
      slot.use("m-2");
      assertThat(slot.problem()).isEmpty();
    }
  }

  @Test
  void an_unknown_version_changes_nothing() {
    try (var slot = ModelSlot.open(store)) {
      slot.use("m-1");
      assertThatThrownBy(() -> slot.use("m-3"))
          .hasMessageContaining("m-3")
          .hasMessageContaining("m-2");
      assertThat(slot.get().version()).isEqualTo("m-1");
    }
  }

  /** A model's log-odds are the number in its version, so an answer tells who gave it. */
  @Test
  void swaps_under_load_never_mix_versions_and_close_what_they_replace() throws Exception {
    var swapping = new AtomicBoolean(true);
    var retired = new ArrayList<OnnxScorer>();
    try (var slot = ModelSlot.open(store);
        var threads = Executors.newFixedThreadPool(2)) {
      slot.use("m-1");
      List<Future<Long>> asking = new ArrayList<>();
      for (int i = 0; i < 2; i++) asking.add(threads.submit(askWhile(swapping, slot)));
      for (int i = 0; i < 60; i++) {
        retired.add((OnnxScorer) slot.get());
        slot.use(i % 2 == 0 ? "m-2" : "m-1");
      }
      swapping.set(false);
      for (Future<Long> asked : asking) assertThat(asked.get()).isPositive();
      assertThat(slot.failures()).isZero();
    }
    assertThat(retired).allMatch(scorer -> !scorer.isOpen());
  }

  private static Callable<Long> askWhile(AtomicBoolean going, ModelSlot slot) {
    return () -> {
      long asked = 0;
      for (; going.get() || asked == 0; asked++) {
        Scorer scorer = slot.get();
        double expected = scorer.version().equals("m-1") ? 1 : 2;
        assertThat(scorer.predict(SOMEBODY).logOdds()).isCloseTo(expected, within(1e-6));
        assertThat(scorer.explain(SOMEBODY).base()).isCloseTo(expected, within(1e-6));
      }
      return asked;
    };
  }
}
