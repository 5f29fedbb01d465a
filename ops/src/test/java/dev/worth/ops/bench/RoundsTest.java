// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {
  @Test
  void tells_the_median_of_figures_and_the_range_of_the_speed() {
    var row =
        Rounds.row(
            List.of(
                Map.of("events_per_s", 30_000L, "half", Map.of("p99", 20.5)),
                Map.of("events_per_s", 50_000L, "half", Map.of("p99", 90.0)),
                Map.of("events_per_s", 40_000L, "half", Map.of("p99", 30.0))));
    assertThat(row)
        .containsEntry("events_per_s", 40_000L)
        .containsEntry("events_per_s_range", "30000 to 50000")
        .containsEntry("half", Map.of("p99", 30.0));
  }

  @Test
  void never_averages_a_lost_event_away() {
    var rounds =
        List.<Map<String, Object>>of(
            Map.of("counts", Map.of("lost", 0L)),
            Map.of("counts", Map.of("lost", 1L)),
            Map.of("counts", Map.of("lost", 0L)));
    assertThat(Rounds.row(rounds)).containsEntry("counts", Map.of("lost", 1L));
  }

  @Test
  void keeps_what_a_peer_says_in_each_round() {
    var rounds =
        List.<Map<String, Object>>of(
            Map.of("counts", "OK"), Map.of("counts", "3 customers differ"));
    assertThat(Rounds.row(rounds)).containsEntry("counts", "OK; 3 customers differ");
  }

  @Test
  void compares_with_a_peer_of_the_same_round() {
    var fast = Map.<String, Map<String, Object>>of("batch", speed(40), "kstreams-eos", speed(20));
    var slow = Map.<String, Map<String, Object>>of("batch", speed(10), "kstreams-eos", speed(10));
    var steady = Map.<String, Map<String, Object>>of("batch", speed(3), "kstreams-eos", speed(2));
    assertThat(Comparison.of(List.of(fast, slow, steady)))
        .containsOnly(Map.entry("batched events/s against kstreams-eos", "1.50x (1.00 to 2.00)"));
  }

  private static Map<String, Object> speed(long perSecond) {
    return Map.of("events_per_s", perSecond);
  }
}
