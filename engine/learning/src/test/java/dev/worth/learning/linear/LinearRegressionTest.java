// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearRegressionTest {
  @Test
  void four_points_give_the_line_computed_by_hand() {
    // Through (1,6) (2,5) (3,7) (4,10): y = 3.5 + 1.4 x.
    double[][] x = {{1}, {2}, {3}, {4}};
    double[] weights =
        LinearRegression.fit(Design.withIntercept(x, new double[] {6, 5, 7, 10}), Penalty.NONE);
    assertThat(weights[0]).isCloseTo(1.4, within(1e-6));
    assertThat(weights[1]).isCloseTo(3.5, within(1e-6));
  }

  @Test
  void ridge_shrinks_a_standardised_column_by_one_plus_the_penalty() {
    double[][] x = {{-1}, {1}, {-1}, {1}};
    double[] y = {-2, 2, -2, 2};
    double[] weights = LinearRegression.fit(Design.withIntercept(x, y), Penalty.ridge(0.25));
    assertThat(weights[0]).isCloseTo(2 / 1.25, within(1e-9));
    assertThat(weights[1]).isCloseTo(0, within(1e-9));
  }

  @Test
  void the_lasso_takes_its_price_off_a_standardised_column() {
    double[][] x = {{-1, 1}, {1, 1}, {-1, -1}, {1, -1}};
    double[] y = {-2.1, 1.9, -1.9, 2.1};
    double[] weights = LinearRegression.fit(Design.withIntercept(x, y), Penalty.elastic(0.3, 1));
    assertThat(weights[0]).isCloseTo(1.7, within(1e-9));
    assertThat(weights[1]).isZero();
  }

  @Test
  void many_rows_give_back_the_weights_they_were_drawn_with() {
    var random = new Random(1);
    double[][] x = new double[5_000][3];
    double[] y = new double[5_000];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < 3; j++) x[i][j] = random.nextGaussian();
      y[i] = 2 + x[i][0] - 0.5 * x[i][1] + 0.3 * random.nextGaussian();
    }
    double[] weights = LinearRegression.fit(Design.withIntercept(x, y), Penalty.ridge(1e-4));
    assertThat(weights).usingComparatorWithPrecision(0.03).containsExactly(1, -0.5, 0, 2);
  }

  @Test
  void two_equal_columns_share_the_weight() {
    double[][] x = {{-1, -1}, {1, 1}, {-1, -1}, {1, 1}};
    double[] weights =
        LinearRegression.fit(
            Design.withIntercept(x, new double[] {-2, 2, -2, 2}), Penalty.ridge(0.01));
    assertThat(weights[0]).isCloseTo(weights[1], within(1e-9));
    assertThat(weights[0] + weights[1]).isCloseTo(2, within(0.02));
  }

  @Test
  void smearing_makes_the_totals_of_a_log_normal_agree() {
    var random = new Random(2);
    double[] values = new double[20_000];
    for (int i = 0; i < values.length; i++) values[i] = Math.exp(random.nextGaussian());
    assertThat(LinearRegression.smearing(values, new double[values.length]))
        .isCloseTo(Math.exp(0.5), within(0.05));
    assertThat(LinearRegression.smearing(new double[0], new double[0])).isEqualTo(1);
  }
}
