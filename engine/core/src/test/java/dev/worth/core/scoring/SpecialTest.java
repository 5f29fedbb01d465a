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
    "1.6,4.2,0.08,0.03126116488015784",
    "2.3,11.5,0.95,0.23155500083693703",
    "1.05,2.1,0.999,1.8418095923629276",
    "26.5,31,0.4,0.4198533467185672",
    "10.8,11.5,0.997,4.03446443506958",
    "0.02,1.3,0.99999,0.06593537887710203",
    "0.3,7,0,0.0"
  })
  void the_hypergeometric_function_agrees_with_scipy(
      double b, double c, double z, double expected) {
    assertThat(Special.logHypergeometricOne(b, c, z)).isCloseTo(expected, within(1e-10));
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
