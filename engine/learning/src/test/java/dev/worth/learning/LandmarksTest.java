// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LandmarksTest {
  @Test
  void every_horizon_ends_before_the_cut_and_starts_after_some_history() {
    var cut = SimulatedShop.day(400);
    var landmarks = Landmarks.of(SimulatedShop.START, cut, 90);
    assertThat(landmarks).hasSize(4);
    for (var landmark : landmarks) {
      assertThat(landmark.horizonDays()).isEqualTo(90);
      assertThat(landmark.end()).isBeforeOrEqualTo(cut);
      assertThat(landmark.at()).isAfterOrEqualTo(SimulatedShop.day(79));
    }
    assertThat(landmarks.getFirst().at()).isEqualTo(SimulatedShop.day(310));
  }

  @Test
  void a_short_history_looks_ahead_by_half_of_itself() {
    var landmarks = Landmarks.of(SimulatedShop.START, SimulatedShop.day(100), 365);
    assertThat(landmarks.getFirst().horizonDays()).isEqualTo(50, within(1e-9));
    assertThat(landmarks).hasSize(2);
  }

  @Test
  void a_day_of_history_has_no_landmark() {
    assertThat(Landmarks.of(SimulatedShop.START, SimulatedShop.day(1), 30)).isEmpty();
  }

  @Test
  void only_horizons_that_had_ended_come_before_another() {
    var landmarks = Landmarks.of(SimulatedShop.START, SimulatedShop.day(400), 90);
    assertThat(Landmarks.before(landmarks, landmarks.getFirst())).containsExactly(2, 3);
  }
}
