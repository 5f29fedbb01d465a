// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecialTest {
  /** Expected values from scipy.special.hyp2f1. */
  @ParameterizedTest
  @CsvSource({
    "3.2,1.6,4.2,0.08,0.10114052529027247",
    "10.5,2.3,11.5,0.95,5.535672684983705",
    "1.1,1.05,2.1,0.999,2.187197356312036",
    "30,26.5,31,0.4,13.086585540157678",
    "2.5,0.3,7,0.5,0.06118652109950399"
  })
  void the_hypergeometric_function_agrees_with_scipy(
      double a, double b, double c, double z, double expected) {
    assertThat(Special.logHypergeometric(a, b, c, z)).isCloseTo(expected, within(1e-11));
  }

  @Test
  void the_hypergeometric_function_survives_its_pole() {
    assertThat(Special.logHypergeometric(3, 2, 4, 1 - 1e-6)).isFinite();
  }

  @Test
  void rising_factorials_agree_with_the_gamma_function() {
    for (int n = 0; n < 40; n++)
      assertThat(Special.logRising(0.3, n))
          .isCloseTo(Gamma.logGamma(0.3 + n) - Gamma.logGamma(0.3), within(1e-10));
  }

  @Test
  void logarithms_of_sums_and_differences_survive_underflow() {
    assertThat(Special.logSum(-2000, -2000)).isCloseTo(-2000 + Math.log(2), within(1e-12));
    assertThat(Special.logSum(-5, Double.NEGATIVE_INFINITY)).isEqualTo(-5);
    assertThat(Special.logDifference(-2000, -2001))
        .isCloseTo(-2000 + Math.log(1 - Math.exp(-1)), within(1e-12));
    assertThat(Special.logDifference(-7, -7)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void the_normal_distribution_agrees_with_the_error_function() {
    for (double z = -8; z <= 8; z += 0.37)
      assertThat(Special.normalCdf(z)).isCloseTo(0.5 * Erf.erfc(-z / Math.sqrt(2)), within(1e-7));
  }
}
