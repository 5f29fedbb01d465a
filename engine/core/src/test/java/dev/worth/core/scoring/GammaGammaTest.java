// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GammaGammaTest {
  /** The estimates of the 2013 note. */
  static final GammaGamma PUBLISHED = new GammaGamma(6.25, 3.74, 15.44);

  @Test
  void a_customer_without_orders_gets_the_shops_mean() {
    assertThat(PUBLISHED.expectedAmount(0, 0)).isCloseTo(6.25 * 15.44 / 2.74, within(1e-12));
  }

  @Test
  void the_expected_amount_is_the_notes_weighted_average_of_shop_and_customer() {
    double shop = PUBLISHED.expectedAmount(0, 0);
    double weight = 2.74 / (6.25 * 4 + 2.74);
    assertThat(PUBLISHED.expectedAmount(4, 80))
        .isCloseTo(weight * shop + (1 - weight) * 80, within(1e-9));
  }

  @Test
  void the_likelihood_integrates_to_one_over_the_mean_amount() {
    double sum = 0;
    for (double z = 0.05; z < 5_000; z += 0.1) sum += 0.1 * Math.exp(PUBLISHED.logLikelihood(3, z));
    assertThat(sum).isCloseTo(1, within(1e-3));
  }

  @Test
  void parameters_without_a_mean_are_refused() {
    assertThatThrownBy(() -> new GammaGamma(6, 0.9, 15)).hasMessageContaining("q is 0.9");
  }
}
