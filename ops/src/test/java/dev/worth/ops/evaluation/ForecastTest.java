// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.worth.core.scoring.Quantiles;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final Quantiles NOTHING = Quantiles.of(level -> 0);

  @Test
  void figures_that_cannot_be_are_not_passed_on() {
    assertThatThrownBy(() -> new Forecast(1.01, 1, 1, NOTHING)).hasMessageContaining("p 1.01");
    assertThatThrownBy(() -> new Forecast(0.5, Double.NaN, 1, NOTHING)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Forecast(0.5, 1, -1, NOTHING)).hasMessageContaining("spend -1.0");
    assertThatThrownBy(() -> new Forecast(0.5, 1, 1, Quantiles.of(level -> Double.NaN)))
        .hasMessageContaining("no usable figures");
  }
}
