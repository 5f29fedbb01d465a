// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.worth.protocol.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConformalTest {
  private static final List<Double> WIDER =
      List.of(0.01, 0.03, 0.07, 0.2, 0.5, 0.8, 0.93, 0.97, 0.99);

  @Test
  void a_stage_is_asked_where_its_own_levels_say_and_others_at_the_usual_ones() {
    var intervals = new Conformal(Map.of(Stage.LOYAL, WIDER));
    assertThat(intervals.levels(Stage.LOYAL)).isEqualTo(WIDER);
    assertThat(intervals.levels(Stage.NEW)).isEqualTo(Quantiles.levels());
  }

  @Test
  void levels_that_fall_or_are_too_few_are_refused_with_their_value() {
    var falling = List.of(0.01, 0.03, 0.02, 0.2, 0.5, 0.8, 0.93, 0.97, 0.99);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Conformal(Map.of(Stage.NEW, falling)))
        .withMessageContaining("0.02 for NEW after 0.03");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Conformal(Map.of(Stage.NEW, List.of(0.5))))
        .withMessageContaining("1 levels for NEW");
  }
}
