// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void the_interval_is_about_two_standard_errors_either_way() {
    var random = new SplittableRandom(5);
    double[] values = new double[2_000];
    Arrays.setAll(values, i -> 3 + random.nextGaussian());
    var bootstrap = new Bootstrap(List.of(values), 1);
    double width = bootstrap.quantile(0, 0.975) - bootstrap.quantile(0, 0.025);
    assertThat(width).isCloseTo(2 * 1.96 / Math.sqrt(2_000), within(0.015));
    assertThat(bootstrap.mean(0)).isCloseTo(3, within(0.1));
  }

  @Test
  void every_column_sees_the_same_customers() {
    double[] one = {1, 5, 9, 2, 7};
    double[] twice = Arrays.stream(one).map(v -> 2 * v).toArray();
    var bootstrap = new Bootstrap(List.of(one, twice), 9);
    assertThat(bootstrap.quantile(1, 0.975)).isEqualTo(2 * bootstrap.quantile(0, 0.975));
  }

  @Test
  void the_time_left_follows_the_time_taken() {
    assertThat(Pace.line("a b", 1, 3, Duration.ofSeconds(10)))
        .isEqualTo("a b done: 1 of 3, 20 s left");
    assertThat(Pace.line("a", 1, 31, Duration.ofSeconds(10))).endsWith("about 5 min left");
    assertThat(Pace.line("a", 1, 1_081, Duration.ofSeconds(10))).endsWith("about 3.0 h left");
  }
}
