// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class GammaGammaFitTest {
  @Test
  void a_gamma_gamma_shop_gives_its_parameters_back() {
    var fit =
        GammaGammaFit.fit(new SimulatedShop(5).gammaGamma(8_000, 6.25, 3.74, 15.44)).orElseThrow();
    assertThat(fit.p()).isCloseTo(6.25, Percentage.withPercentage(8));
    assertThat(fit.q()).isCloseTo(3.74, Percentage.withPercentage(8));
    assertThat(fit.gamma()).isCloseTo(15.44, Percentage.withPercentage(12));
  }

  @Test
  void customers_without_an_amount_are_not_looked_at() {
    var paid = new SimulatedShop(6).gammaGamma(300, 6, 4, 15);
    var mixed = new ArrayList<>(paid);
    mixed.add(new Amounts(0, 0));
    assertThat(GammaGammaFit.fit(mixed)).isEqualTo(GammaGammaFit.fit(paid));
  }

  @Test
  void a_shop_without_amounts_gets_no_model() {
    assertThat(GammaGammaFit.fit(List.of(new Amounts(0, 0)))).isEmpty();
  }

  @Test
  void one_customer_is_enough_for_a_finite_mean() {
    var fit = GammaGammaFit.fit(List.of(new Amounts(3, 50))).orElseThrow();
    assertThat(fit.expectedAmount(0, 0)).isBetween(5.0, 500.0);
  }
}
