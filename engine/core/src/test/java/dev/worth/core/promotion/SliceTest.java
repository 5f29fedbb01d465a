// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.worth.protocol.CustomerId;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceTest {
  private static final int CUSTOMERS = 20_000;

  @Test
  void a_share_of_the_customers_is_that_large_and_grows_without_losing_anybody() {
    Set<Integer> few = covered(Slice.of("5%"), "m-2");
    Set<Integer> more = covered(Slice.of("12.5%"), "m-2");
    assertThat(few.size() / (double) CUSTOMERS).isCloseTo(0.05, within(0.006));
    assertThat(more.size() / (double) CUSTOMERS).isCloseTo(0.125, within(0.01));
    assertThat(more).containsAll(few);
  }

  @Test
  void another_version_gets_other_customers() {
    var both = new HashSet<>(covered(Slice.of("10%"), "m-2"));
    both.retainAll(covered(Slice.of("10%"), "m-3"));
    assertThat(both.size() / (double) CUSTOMERS).isCloseTo(0.01, within(0.003));
  }

  @Test
  void shards_are_taken_whole() {
    var slice = Slice.of("3/10");
    var shards = new HashSet<Integer>();
    for (int i : covered(slice, "m-2")) shards.add(Math.floorMod(("c-" + i).hashCode(), 10));
    assertThat(shards).hasSize(3);
    assertThat(slice).hasToString("3/10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0%", "101%", "4/3", "0/3", "many", "", "5"})
  void what_is_no_part_is_refused(String text) {
    assertThatThrownBy(() -> Slice.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_threshold_on_the_old_scale_selects_as_many_after_a_retrain() {
    var random = new SplittableRandom(5);
    double[] before = random.doubles(5_000).map(u -> u * u).toArray();
    double[] now =
        IntStream.range(0, before.length).mapToDouble(i -> Math.sqrt(before[i])).toArray();
    var map = ScoreMap.between(now, "m-1", before);
    for (double threshold : new double[] {0.1, 0.5, 0.9}) {
      long old = IntStream.range(0, before.length).filter(i -> before[i] >= threshold).count();
      long mapped =
          IntStream.range(0, now.length).filter(i -> map.map(now[i]) >= threshold).count();
      assertThat((double) mapped).isCloseTo(old, within(50.0));
    }
    assertThat(ScoreMap.between(new double[99], "m-1", new double[99])).isEqualTo(ScoreMap.NONE);
  }

  private static Set<Integer> covered(Slice slice, String version) {
    var covered = new HashSet<Integer>();
    for (int i = 0; i < CUSTOMERS; i++)
      if (slice.covers(new CustomerId("c-" + i), version)) covered.add(i);
    return covered;
  }
}
