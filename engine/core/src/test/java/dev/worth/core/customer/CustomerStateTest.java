// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.Histories;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.*;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.QuarantineReason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CustomerStateTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void any_order_of_arrival_inside_the_window_gives_the_same_bytes(long seed) {
    var facts = Histories.random(seed, 120, seed % 2 == 0 ? 3 : 200);
    var late = Histories.shuffled(facts, CustomerState.LATENESS, seed + 1);
    assertThat(late).isNotEqualTo(facts);
    assertThat(StateCodec.encode(fold(late))).isEqualTo(StateCodec.encode(fold(facts)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_sums_at_hand_are_those_of_a_state_read_back_from_its_bytes(long seed) {
    var state =
        fold(Histories.shuffled(Histories.random(seed, 90, 9), CustomerState.LATENESS, seed));
    var back = StateCodec.decode(StateCodec.encode(state));
    assertThat(StateCodec.encode(back)).isEqualTo(StateCodec.encode(state));
    assertThat(StateCodec.encodeTotals(back.totals()))
        .isEqualTo(StateCodec.encodeTotals(state.totals()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void asking_for_the_sums_on_the_way_changes_nothing(long seed) {
    var facts = Histories.shuffled(Histories.random(seed, 120, 9), CustomerState.LATENESS, seed);
    var random = new java.util.Random(seed);
    var asked = CustomerState.UNKNOWN;
    for (CustomerEvent fact : facts) {
      asked = asked.evolve(fact);
      if (random.nextInt(3) == 0) asked.totals();
    }
    assertThat(StateCodec.encodeTotals(asked.totals()))
        .isEqualTo(StateCodec.encodeTotals(fold(facts).totals()));
    assertThat(asked).isEqualTo(fold(facts));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void folding_equals_a_slow_recomputation_from_all_facts(long seed) {
    var facts = Histories.random(seed, 150, seed % 3 == 0 ? 2 : 400);
    var totals = fold(Histories.shuffled(facts, CustomerState.LATENESS, seed)).totals();
    var slow = new SlowTotals(facts);
    for (Kind kind : Kind.values())
      assertThat(totals.count(kind)).as(kind.name()).isEqualTo(slow.count(kind));
    assertThat(totals.sum(Sum.GROSS)).isEqualTo(slow.gross());
    assertThat(totals.sum(Sum.REFUNDED)).isEqualTo(slow.refunded());
    assertThat(totals.sum(Sum.ORDER_DAYS)).isEqualTo(slow.orderDays().size());
    assertThat(newest(totals.orderDays())).isEqualTo(newest(slow.orderDays()));
    assertThat(totals.gaps().mean()).isCloseTo(slow.meanGap(), within(1e-9));
    assertThat(totals.gaps().deviation()).isCloseTo(slow.gapDeviation(), within(1e-9));
    Instant now = facts.getLast().at().plus(Duration.ofDays(11));
    for (int h = 0; h < 3; h++) {
      for (Signal signal : Signal.values()) {
        assertThat(totals.activity(now, h, signal))
            .as(signal + " halved every " + Activity.HALF_LIVES[h])
            .isCloseTo(slow.activity(now, Activity.HALF_LIVES[h], signal), within(1e-6));
      }
    }
    assertThat(totals.ring().size()).isEqualTo(64);
    assertThat(totals.ring().get(63).epochSecond())
        .isEqualTo(facts.getLast().at().getEpochSecond());
  }

  @Test
  void a_cancelled_order_no_longer_counts_even_when_the_cancellation_arrives_first() {
    var order = Histories.order("1", NOON, 5_000);
    var cancel = new OrderCancelled(new EventKey("/shop", "c"), NOON.plusSeconds(5), order.order());
    var state = fold(List.of(cancel, order));
    assertThat(state.totals().orders()).isZero();
    assertThat(state.totals().net()).isZero();
    assertThat(state).isEqualTo(fold(List.of(order, cancel)));
  }

  @Test
  void facts_of_more_than_three_days_before_the_newest_ones_day_come_too_late() {
    var state = fold(List.of(Histories.order("1", NOON, 100)));
    var oldest = NOON.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(3));
    assertThat(state.acceptsFrom()).isEqualTo(oldest);
    assertThat(state.isTooLate(oldest)).isFalse();
    assertThat(state.isTooLate(oldest.minusMillis(1))).isTrue();
    assertThat(state.isTooLate(NOON.minus(CustomerState.LATENESS))).isFalse();
    assertThat(CustomerState.UNKNOWN.isTooLate(Instant.EPOCH)).isFalse();
  }

  @Test
  void identities_are_remembered_for_the_whole_window_and_the_last_256_before_it() {
    var facts = new ArrayList<CustomerEvent>();
    Instant midnight = NOON.truncatedTo(ChronoUnit.DAYS);
    for (int i = 0; i < 6 * 1_440; i++)
      facts.add(Histories.order("" + i, midnight.plusSeconds(60L * i), 100));
    var state = fold(facts);
    int before = 2 * 1_440; // the window is the sixth day and three more
    assertThat(facts.stream().filter(f -> state.knows(f.key())).count()).isEqualTo(4 * 1_440 + 256);
    assertThat(state.knows(facts.get(before - 256).key())).isTrue();
    assertThat(state.knows(facts.get(before - 257).key())).isFalse();
  }

  @Test
  void a_customer_of_a_hundred_thousand_facts_a_day_stays_bounded() {
    var state = CustomerState.UNKNOWN;
    for (int i = 0; i < 20_000; i++) {
      state =
          state.evolve(new PageViewed(new EventKey("/s", "e" + i), NOON.plusMillis(i), "/p", 1));
    }
    assertThat(state.tail.size()).isEqualTo(CustomerState.LONGEST_TAIL);
    assertThat(state.totals().count(Kind.PAGE_VIEWED)).isEqualTo(20_000);
    assertThat(state.isTooLate(NOON)).isTrue();
    assertThat(StateCodec.encode(state).length).isLessThan(400_000);
  }

  @Test
  void a_typical_customer_takes_about_a_kilobyte() {
    assertThat(StateCodec.encode(fold(Histories.random(5, 30, 365))).length).isLessThan(1_300);
  }

  @Test
  void a_quarantined_fact_is_remembered_but_not_counted_until_it_is_released() {
    var key = new EventKey("/shop", "late");
    var held = new EventQuarantined(key, NOON, QuarantineReason.TOO_LATE, "too late", "{}");
    var state = CustomerState.UNKNOWN.evolve(held);
    assertThat(state.hasQuarantined(key)).isTrue();
    assertThat(state.totals().facts()).isZero();
    var released = state.evolve(new QuarantineReleased(new EventKey("w", "1"), NOON, key));
    assertThat(released).isEqualTo(CustomerState.UNKNOWN);
  }

  @Test
  void an_exposure_is_remembered_and_counts_for_nothing() {
    var facts = Histories.random(3, 20, 5);
    var before = fold(facts);
    var after = before.evolve(exposure("one")).evolve(exposure("one")).evolve(exposure("two"));
    assertThat(after.hasExposure(exposure("one").key())).isTrue();
    assertThat(after.hasExposure(exposure("three").key())).isFalse();
    assertThat(StateCodec.encodeTotals(after.totals()))
        .isEqualTo(StateCodec.encodeTotals(before.totals()));
    assertThat(StateCodec.decode(StateCodec.encode(after))).isEqualTo(after);
    assertThat(after.newest()).isEqualTo(before.newest());
  }

  @Test
  void only_the_newest_exposures_are_remembered() {
    var state = CustomerState.UNKNOWN;
    for (int i = 0; i < 1_000; i++) state = state.evolve(exposure("e" + i));
    assertThat(state.exposures).hasSize(CustomerState.REMEMBERED_EXPOSURES);
    assertThat(state.hasExposure(exposure("e999").key())).isTrue();
  }

  private static ExperimentExposed exposure(String experiment) {
    var key = new EventKey("worth:experiment", experiment);
    return new ExperimentExposed(key, NOON.plusSeconds(900_000), experiment, "a", "m-1", 1.5);
  }

  @Test
  void a_state_that_was_cut_or_is_of_a_later_version_is_refused_with_a_reason() {
    byte[] bytes = StateCodec.encode(fold(Histories.random(1, 20, 5)));
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> StateCodec.decode(java.util.Arrays.copyOf(bytes, bytes.length / 2)))
        .withMessageContaining("cut");
    bytes[0] = 8;
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> StateCodec.decode(bytes))
        .withMessageContaining("version 4");
  }

  static CustomerState fold(List<CustomerEvent> facts) {
    var state = CustomerState.UNKNOWN;
    for (CustomerEvent fact : facts) state = state.evolve(fact);
    return state;
  }

  private static List<Long> newest(OrderDays days) {
    return LongStream.range(0, days.size()).mapToObj(i -> (long) days.get((int) i)).toList();
  }

  /** As many as are remembered. */
  private static List<Long> newest(Collection<Long> all) {
    return all.stream().skip(Math.max(0, all.size() - OrderDays.MOST)).toList();
  }

  /** The same figures straight from their definitions. */
  private record SlowTotals(List<CustomerEvent> facts) {
    long count(Kind kind) {
      return facts.stream().filter(f -> Entry.of(f).kind() == kind).count();
    }

    long gross() {
      return facts.stream()
          .mapToLong(f -> f instanceof OrderPlaced o ? o.total().minor() : 0)
          .sum();
    }

    long refunded() {
      return facts.stream()
          .mapToLong(f -> f instanceof OrderRefunded o ? o.amount().minor() : 0)
          .sum();
    }

    List<Long> orderDays() {
      return facts.stream()
          .filter(OrderPlaced.class::isInstance)
          .map(f -> LocalDate.ofInstant(f.at(), ZoneOffset.UTC).toEpochDay())
          .distinct()
          .sorted(Comparator.naturalOrder())
          .toList();
    }

    private double[] gaps() {
      var days = orderDays();
      return java.util.stream.IntStream.range(1, days.size())
          .mapToDouble(i -> days.get(i) - days.get(i - 1))
          .toArray();
    }

    double meanGap() {
      return java.util.Arrays.stream(gaps()).average().orElse(0);
    }

    double gapDeviation() {
      double[] gaps = gaps();
      if (gaps.length < 2) return 0;
      double squares = java.util.Arrays.stream(gaps).map(g -> Math.pow(g - meanGap(), 2)).sum();
      return Math.sqrt(squares / (gaps.length - 1));
    }

    double activity(Instant now, int halfLife, Signal signal) {
      return facts.stream()
          .mapToDouble(
              f ->
                  weight(f, signal)
                      * Math.pow(
                          0.5,
                          Duration.between(f.at(), now).toMillis() / (86_400_000.0 * halfLife)))
          .sum();
    }

    private static double weight(CustomerEvent fact, Signal signal) {
      return switch (signal) {
        case BROWSING ->
            fact instanceof SignedIn
                    || fact instanceof PageViewed
                    || fact instanceof ProductViewed
                    || fact instanceof ProductsSearched
                    || fact instanceof ElementClicked
                ? 1
                : 0;
        case INTENT ->
            fact instanceof FavouriteAdded
                    || fact instanceof FavouriteRemoved
                    || fact instanceof CartItemAdded
                    || fact instanceof CartItemRemoved
                    || fact instanceof CheckoutStarted
                ? 1
                : 0;
        case ORDERS -> fact instanceof OrderPlaced ? 1 : 0;
        case SPEND -> fact instanceof OrderPlaced o ? o.total().minor() : 0;
        case RETURNS -> fact instanceof OrderRefunded || fact instanceof OrderCancelled ? 1 : 0;
        case COUPONS ->
            fact instanceof CouponIssued
                    || fact instanceof CouponApplied
                    || fact instanceof CouponDenied
                ? 1
                : 0;
      };
    }
  }
}
