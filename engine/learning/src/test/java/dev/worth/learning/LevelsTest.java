// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LevelsTest {
  @Test
  void one_landmark_moves_a_forecast_by_a_part_of_its_bias() {
    var levels = new Levels(1);
    levels.set(0, 0.5, 0);
    // Spread 0.2, scatter 0.25: 0.04 / (0.04 + 0.0625) of the bias.
    assertThat(levels.lasting(0.2)).isCloseTo(0.5 * 0.04 / (0.04 + 0.0625), within(1e-9));
  }

  @Test
  void landmarks_that_agree_move_it_more_and_contradicting_ones_hardly() {
    assertThat(lasting(0.5, 0.5, 0.5, 0.5)).isBetween(lasting(0.5), 0.5);
    assertThat(Math.abs(lasting(0.5, -0.5))).isLessThan(1e-9);
    assertThat(lasting(1.2, -0.2, 1.2, -0.2)).isLessThan(lasting(0.5, 0.5, 0.5, 0.5));
  }

  @Test
  void a_landmark_that_measured_nothing_is_left_out() {
    var levels = new Levels(2);
    levels.set(0, 0.5, 0.01);
    levels.set(1, Double.NEGATIVE_INFINITY, 1);
    assertThat(levels.lasting(0.2)).isBetween(0.1, 0.3);
    assertThat(levels.mean()).isCloseTo(0.5, within(1e-9));
    assertThat(new Levels(3).lasting(0.2)).isZero();
  }

  private static double lasting(double... biases) {
    var levels = new Levels(biases.length);
    for (int k = 0; k < biases.length; k++) levels.set(k, biases[k], 0.001);
    return levels.lasting(0.2);
  }
}
