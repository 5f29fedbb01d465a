// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RhythmTableTest {
  private static final double LEAVE = 0.0019;
  private static final Rhythm POISSON = new Rhythm(0.05, 0.01, 0.004, 1);

  @Test
  void one_phase_agrees_with_the_closed_form() {
    var table = new RhythmTable(List.of(POISSON), LEAVE);
    for (double days : new double[] {0.3, 1, 7.5, 30, 111, 365, 1000}) {
      assertThat(gap(table, days)).isCloseTo(Math.log(density(days)), within(2e-3));
      assertThat(silence(table, days)).isCloseTo(Math.log(survival(days)), within(2e-3));
    }
  }

  @Test
  void expected_purchases_agree_with_the_closed_form() {
    var table = new RhythmTable(List.of(POISSON), LEAVE);
    for (double silent : new double[] {0, 10, 90, 400})
      for (double horizon : new double[] {1, 30, 183, 1450})
        assertThat(table.expected(silent, horizon).applyAsDouble(0))
            .isCloseTo(expected(silent, horizon), within(2e-3 * expected(silent, horizon)));
  }

  @Test
  void more_phases_make_gaps_regular() {
    var table = new RhythmTable(List.of(new Rhythm(0.05, 1e-6, 1e-7, 4)), LEAVE);
    double atMean = gap(table, 20);
    assertThat(atMean).isGreaterThan(gap(table, 5)).isGreaterThan(gap(table, 60));
    // Gamma(4, 0.2) at 20: the chain without pauses is an Erlang distribution.
    double erlang = 4 * Math.log(0.2) + 3 * Math.log(20) - 0.2 * 20 - Math.log(6);
    assertThat(atMean).isCloseTo(erlang, within(2e-3));
  }

  @Test
  void rhythms_of_different_phases_share_a_table() {
    var regular = new Rhythm(0.05, 0.01, 0.004, 2);
    var both = new RhythmTable(List.of(POISSON, regular), LEAVE);
    var alone = new RhythmTable(List.of(regular), LEAVE);
    assertThat(both.expected(12, 90).applyAsDouble(1))
        .isCloseTo(alone.expected(12, 90).applyAsDouble(0), within(1e-9));
  }

  @Test
  void a_rate_that_is_no_rate_is_named() {
    assertThatThrownBy(() -> new Rhythm(0, 1, 1, 1)).hasMessageContaining("rate is 0.0");
    assertThatThrownBy(() -> new Rhythm(1, 1, 1, 0)).hasMessageContaining("0 phases");
    assertThatThrownBy(() -> new RhythmTable(List.of(POISSON), 0))
        .hasMessageContaining("0.0 a day");
  }

  private static double gap(RhythmTable table, double days) {
    double[] sum = new double[table.size()];
    table.addGap(days, 1, sum);
    return sum[0];
  }

  private static double silence(RhythmTable table, double days) {
    double[] sum = new double[table.size()];
    table.addSilence(days, 1, sum);
    return sum[0];
  }

  // The eigenvalues a, b of the chain on - asleep, and the weights of their exponentials.
  private static final double S = 0.05 + 0.01 + 0.004 + LEAVE;
  private static final double Q = Math.sqrt(S * S - 4 * (0.05 * (0.004 + LEAVE) + 0.01 * LEAVE));
  private static final double A = (S + Q) / 2;
  private static final double B = (S - Q) / 2;
  private static final double C1 = (0.05 + 0.01 - B) / (A - B);
  private static final double C2 = (A - 0.05 - 0.01) / (A - B);

  private static double on(double y) {
    return C1 * Math.exp(-A * y) + C2 * Math.exp(-B * y);
  }

  private static double density(double y) {
    return 0.05 * on(y);
  }

  private static double survival(double y) {
    return 1 - 0.05 * (C1 * -Math.expm1(-A * y) / A + C2 * -Math.expm1(-B * y) / B);
  }

  private static double expected(double d, double h) {
    double asleep = 0.01 * (Math.exp(-B * d) - Math.exp(-A * d)) / (A - B);
    double p = on(d) / survival(d);
    double q = asleep / survival(d);
    double s2 = 0.01 + 0.004 + LEAVE;
    double w = Math.sqrt(s2 * s2 - 4 * 0.01 * LEAVE);
    double r1 = (s2 + w) / 2;
    double r2 = (s2 - w) / 2;
    double a = (0.01 * p - 0.004 * q - r2 * p) / (r1 - r2);
    double b = p - a;
    return 0.05 * (a * -Math.expm1(-r1 * h) / r1 + b * -Math.expm1(-r2 * h) / r2);
  }
}
