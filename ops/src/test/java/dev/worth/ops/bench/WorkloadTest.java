// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.preparation.ShopRules;
import dev.worth.node.ingest.Ingest;
import dev.worth.node.ingest.Reading;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  private static final int SIZE = 20_000;

  @Test
  void the_same_seed_gives_the_same_lines() {
    var once =
        Workload.generate(1_000, 500, 42).stream().map(l -> HttpBench.text(l.json())).toList();
    var again =
        Workload.generate(1_000, 500, 42).stream().map(l -> HttpBench.text(l.json())).toList();
    assertThat(again).isEqualTo(once);
  }

  @Test
  void lines_have_the_size_and_the_shares_of_the_peers_job() {
    var lines = Workload.generate(SIZE, 2_000, 7);
    assertThat(lines.stream().mapToInt(l -> l.json().length).average().orElseThrow())
        .isBetween(310.0, 325.0);
    assertThat(lines.stream().filter(Workload.Line::scored).count() / (double) SIZE)
        .isCloseTo(0.12, within(0.01));
    assertThat(lines.stream().map(Workload.Line::number).distinct().count() / (double) SIZE)
        .isCloseTo(0.99, within(0.005));
  }

  @Test
  void the_truth_counts_every_event_once_however_often_it_is_repeated() {
    var lines = Workload.generate(SIZE, 2_000, 7);
    long distinct = lines.stream().map(Workload.Line::number).distinct().count();
    long counted =
        Workload.truth(lines).values().stream().mapToLong(c -> Arrays.stream(c).sum()).sum();
    assertThat(counted).isEqualTo(distinct);
  }

  @Test
  void every_line_is_a_fact_the_engine_reads() {
    var ingest = new Ingest(ShopRules.of("EUR"));
    Instant now = Instant.parse("2026-12-01T00:00:00Z");
    for (var line : Workload.generate(2_000, 500, 42)) {
      var reading = ingest.read(line.json(), 0, line.json().length, now);
      assertThat(reading).isInstanceOf(Reading.Fact.class);
      assertThat(((Reading.Fact) reading).customer().value()).isEqualTo(line.customer());
    }
  }
}
