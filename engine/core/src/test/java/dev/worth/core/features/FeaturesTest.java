// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.worth.core.Histories;
import dev.worth.core.customer.CustomerState;
import dev.worth.protocol.CustomerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeaturesTest {
  private static final Instant NOW = Instant.parse("2026-09-01T00:00:00Z");

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void every_feature_of_every_customer_is_a_finite_number(long seed) {
    for (float value : of(seed, NOW, 30).vector()) assertThat(value).isFinite();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void features_of_an_earlier_moment_than_the_newest_fact_are_finite_too(long seed) {
    for (float value : of(seed, Instant.parse("2025-03-01T00:00:00Z"), 30).vector())
      assertThat(value).isFinite();
  }

  @Test
  void names_are_unique_and_the_fingerprint_stands_for_names_units_and_order() {
    assertThat(new HashSet<>(FeatureSchema.names())).hasSize(FeatureSchema.SIZE);
    assertThat(FeatureSchema.FINGERPRINT).matches("[0-9a-f]{16}");
    assertThat(Arrays.stream(Feature.values()).map(Feature::chinese)).allMatch(t -> !t.isBlank());
  }

  @Test
  void recency_ages_without_events() {
    int recency = Feature.RECENCY.ordinal();
    assertThat(of(60, NOW.plus(Duration.ofDays(40)), 30).vector()[recency])
        .isGreaterThan(of(60, NOW, 30).vector()[recency]);
  }

  @Test
  void a_horizon_of_nothing_or_of_eleven_years_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(1, NOW, 0))
        .withMessageContaining("0.0 days");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(1, NOW, 4_000))
        .withMessageContaining("3660");
  }

  private static Features of(long seed, Instant now, double horizon) {
    var state = CustomerState.UNKNOWN;
    for (CustomerEvent fact : Histories.random(seed, (int) (seed % 90), 500))
      state = state.evolve(fact);
    return Features.of(state, now, horizon, "EUR");
  }
}
