// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpendDistributionTest {
  private static final double[] LEVELS = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};

  @ParameterizedTest
  @CsvSource({"0,0,39,0,0", "2,30.43,38.86,3,50", "26,30.86,31,27,12", "1,2,3,2,400"})
  void quantiles_leave_the_stated_share_of_simulated_spends_below(
      int x, double recency, double age, int n, double mean) {
    var h = new PurchaseHistory(x, recency, age, n, mean);
    var model = ParetoNbdTest.PUBLISHED;
    var value = GammaGammaTest.PUBLISHED.given(n, mean);
    double[] counts = model.orderCounts(h, 39);
    var spend =
        SpendDistribution.of(model.pPurchase(h, 39), model.expectedOrders(h, 39), counts, value);
    double[] drawn = draws(counts, value, 40_000, 5);
    for (double u : LEVELS) {
      double q = spend.quantile(u);
      if (q == 0) assertThat(u).isLessThanOrEqualTo(1 - spend.pPurchase());
      else assertThat(shareUpTo(drawn, q)).isCloseTo(u, within(0.012));
    }
    assertThat(Arrays.stream(drawn).average().orElseThrow())
        .isCloseTo(spend.mean(), within(0.03 * spend.mean()));
  }

  @Test
  void the_quantile_inverts_the_distribution_function() {
    var spend = SpendDistribution.of(0.8, 2.5, new double[] {0.2, 0.3, 0.2, 0.2, 0.1}, value());
    for (double u : LEVELS)
      if (u > 0.2) assertThat(spend.cdf(spend.quantile(u))).isCloseTo(u, within(1e-5));
  }

  @Test
  void below_the_mass_at_zero_every_quantile_is_zero() {
    var spend = SpendDistribution.of(0.3, 0.4, new double[] {0.7, 0.2, 0.1}, value());
    assertThat(spend.quantile(0.69)).isZero();
    assertThat(spend.quantile(0.71)).isPositive();
    assertThat(spend.cdf(0)).isCloseTo(0.7, within(1e-6));
  }

  @Test
  void a_zero_inflated_log_normal_has_its_own_quantiles_and_the_mean_it_is_given() {
    var spend = SpendDistribution.of(0.6, 20, new SpendShape(3, 0.5));
    assertThat(spend.quantile(0.4)).isZero();
    assertThat(spend.quantile(0.7)).isCloseTo(Math.exp(3), within(1e-3));
    assertThat(spend.cdf(Math.exp(3.5))).isCloseTo(0.4 + 0.6 * 0.841345, within(1e-5));
    assertThat(spend.mean()).isEqualTo(20);
    assertThatThrownBy(() -> new SpendShape(3, 0)).hasMessageContaining("deviation 0");
  }

  @Test
  void returns_lower_the_mean_but_no_quantile() {
    var gross = SpendDistribution.of(0.9, 1.3, new double[] {0.1, 0.5, 0.4}, value());
    assertThat(gross.net(0.03).mean()).isCloseTo(0.97 * gross.mean(), within(1e-9));
    assertThat(gross.net(0.03).quantile(0.9)).isCloseTo(gross.quantile(0.9), within(1e-6));
  }

  @Test
  void nobody_spends_where_no_order_is_possible() {
    assertThat(SpendDistribution.nothing().quantile(0.99)).isZero();
    assertThat(SpendDistribution.nothing().mean()).isZero();
  }

  private static OrderValue value() {
    return GammaGammaTest.PUBLISHED.given(3, 40);
  }

  private static double shareUpTo(double[] drawn, double q) {
    return Arrays.stream(drawn).filter(v -> v <= q).count() / (double) drawn.length;
  }

  private static double[] draws(double[] counts, OrderValue value, int n, long seed) {
    var random = new Random(seed);
    double[] drawn = new double[n];
    for (int i = 0; i < n; i++) {
      double u = random.nextDouble();
      int k = 0;
      while (k < counts.length - 1 && (u -= counts[k]) > 0) k++;
      double nu = Simulated.gamma(random, value.concentration()) / value.scale();
      drawn[i] = k == 0 ? 0 : Simulated.gamma(random, k * value.shape()) / nu;
    }
    return drawn;
  }
}
