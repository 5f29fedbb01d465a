// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  private static final double[] TRUTH = {0.8, -0.5, 0, 0.3, -1};

  @Test
  void a_two_by_two_table_gives_its_log_odds_ratio() {
    // 30 of 100 with x = 1 buy, 10 of 100 with x = 0.
    double[][] x = new double[200][];
    double[] y = new double[200];
    for (int i = 0; i < 200; i++) {
      x[i] = new double[] {i < 100 ? 1 : 0};
      y[i] = i % 100 < (i < 100 ? 30 : 10) ? 1 : 0;
    }
    var fit = LogisticRegression.fit(Design.withIntercept(x, y), Penalty.NONE);
    assertThat(fit.weights()[1]).isCloseTo(Math.log(10.0 / 90), within(1e-5));
    assertThat(fit.weights()[0]).isCloseTo(Math.log(30.0 / 70) - Math.log(10.0 / 90), within(1e-5));
  }

  @Test
  void many_rows_give_back_the_weights_they_were_drawn_with() {
    var design = simulated(40_000, 1);
    double[] weights = LogisticRegression.fit(design, Penalty.ridge(1e-6)).weights();
    for (int j = 0; j < TRUTH.length; j++) assertThat(weights[j]).isCloseTo(TRUTH[j], within(0.06));
  }

  @Test
  void no_neighbour_of_the_ridge_fit_is_better() {
    noNeighbourIsBetter(simulated(200, 2), Penalty.ridge(0.05));
  }

  @Test
  void no_neighbour_of_the_elastic_net_fit_is_better() {
    noNeighbourIsBetter(simulated(200, 3), Penalty.elastic(0.05, 0.5));
    noNeighbourIsBetter(simulated(200, 3), Penalty.elastic(0.08, 1));
  }

  @Test
  void a_brute_force_search_finds_the_same_minimum() {
    var design = simulated(60, 4);
    for (var penalty : new Penalty[] {Penalty.ridge(0.1), Penalty.elastic(0.1, 0.7)}) {
      var fit = LogisticRegression.fit(design, penalty);
      double[] searched = patternSearch(w -> objective(design, penalty, w), design.columns());
      assertThat(fit.objective()).isCloseTo(objective(design, penalty, searched), within(1e-6));
      for (int j = 0; j < searched.length; j++)
        assertThat(fit.weights()[j]).isCloseTo(searched[j], within(2e-3));
    }
  }

  @Test
  void a_strong_lasso_leaves_the_intercept_alone() {
    var design = simulated(500, 5);
    double[] weights = LogisticRegression.fit(design, Penalty.elastic(2, 1)).weights();
    double share = Arrays.stream(design.y()).average().orElseThrow();
    assertThat(Arrays.copyOf(weights, TRUTH.length)).containsOnly(0);
    assertThat(weights[TRUTH.length]).isCloseTo(Math.log(share / (1 - share)), within(1e-4));
  }

  @Test
  void a_column_of_zeros_gets_no_weight() {
    var design = simulated(300, 6);
    for (double[] row : design.x()) row[1] = 0;
    assertThat(LogisticRegression.fit(design, Penalty.ridge(0.01)).weights()[1]).isZero();
    assertThat(LogisticRegression.fit(design, Penalty.elastic(0.01, 0.5)).weights()[1]).isZero();
  }

  @Test
  void an_offset_is_what_is_known_already() {
    var design = simulated(3_000, 7);
    double[] known = design.predictor(append(TRUTH, 0.2));
    var residual = new Design(design.x(), design.y(), known, 1);
    for (double weight : LogisticRegression.fit(residual, Penalty.ridge(0.5)).weights())
      assertThat(weight).isCloseTo(0, within(0.1));
  }

  @Test
  void a_shop_where_nobody_buys_gets_a_small_finite_probability() {
    var design = Design.withIntercept(simulated(100, 8).x(), new double[100]);
    double[] weights = LogisticRegression.fit(design, Penalty.ridge(0.1)).weights();
    assertThat(LogisticRegression.probability(weights[design.columns() - 1])).isBetween(0.0, 1e-4);
  }

  @Test
  void perfectly_separated_customers_are_no_obstacle() {
    double[][] x = {{-2}, {-1}, {1}, {2}};
    var fit =
        LogisticRegression.fit(
            Design.withIntercept(x, new double[] {0, 0, 1, 1}), Penalty.ridge(0.01));
    assertThat(fit.weights()[0]).isBetween(1.0, 20.0);
  }

  @Test
  void the_same_design_gives_the_same_bits() {
    var once = LogisticRegression.fit(simulated(500, 9), Penalty.elastic(0.02, 0.3));
    var again = LogisticRegression.fit(simulated(500, 9), Penalty.elastic(0.02, 0.3));
    assertThat(again.weights()).containsExactly(once.weights());
  }

  @Test
  void a_design_that_does_not_fit_together_is_refused() {
    assertThatThrownBy(() -> new Design(new double[][] {{1}}, new double[2], new double[1], 0))
        .hasMessageContaining("1 rows, 2 outcomes");
    assertThatThrownBy(() -> Penalty.ridge(-1)).hasMessageContaining("-1");
  }

  private static void noNeighbourIsBetter(Design design, Penalty penalty) {
    double[] best = LogisticRegression.fit(design, penalty).weights();
    double objective = objective(design, penalty, best);
    for (int j = 0; j < best.length; j++)
      for (double d : new double[] {-1e-3, 1e-3}) {
        double[] other = best.clone();
        other[j] += d;
        assertThat(objective(design, penalty, other)).isGreaterThanOrEqualTo(objective - 1e-10);
      }
  }

  /** Written anew from the definition. */
  private static double objective(Design design, Penalty penalty, double[] w) {
    double sum = 0;
    for (int i = 0; i < design.y().length; i++) {
      double eta = design.offset()[i];
      for (int j = 0; j < w.length; j++) eta += w[j] * design.x()[i][j];
      double p = 1 / (1 + Math.exp(-eta));
      sum -= Math.log(design.y()[i] == 1 ? p : 1 - p);
    }
    sum /= design.y().length;
    for (int j = 0; j < w.length - design.free(); j++)
      sum += penalty.l1() * Math.abs(w[j]) + penalty.l2() * w[j] * w[j] / 2;
    return sum;
  }

  private static double[] patternSearch(ToDoubleFunction<double[]> f, int size) {
    double[] best = new double[size];
    double value = f.applyAsDouble(best);
    for (double step = 0.5; step > 1e-7; ) {
      boolean better = false;
      for (int j = 0; j < size; j++)
        for (int sign = -1; sign <= 1; sign += 2) {
          double[] other = best.clone();
          other[j] += sign * step;
          double reached = f.applyAsDouble(other);
          if (reached < value) {
            value = reached;
            best = other;
            better = true;
          }
        }
      if (!better) step /= 2;
    }
    return best;
  }

  private static double[] append(double[] values, double one) {
    double[] longer = Arrays.copyOf(values, values.length + 1);
    longer[values.length] = one;
    return longer;
  }

  private static Design simulated(int rows, long seed) {
    var random = new Random(seed);
    double[][] x = new double[rows][TRUTH.length];
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      double eta = 0.2;
      for (int j = 0; j < TRUTH.length; j++) {
        x[i][j] = random.nextGaussian();
        eta += TRUTH[j] * x[i][j];
      }
      y[i] = random.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
    }
    return Design.withIntercept(x, y);
  }
}
