// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.learning.Label;
import dev.worth.core.learning.Metrics;
import dev.worth.core.learning.TrainingPolicy;
import dev.worth.protocol.Basis;
import dev.worth.protocol.CustomerEvent.ForecastMade;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Interval;
import dev.worth.protocol.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MonitoringTest {
  private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");
  private final Random random = new Random(3);

  @Test
  void two_samples_of_one_distribution_do_not_drift_and_a_shifted_one_does() {
    assertThat(Drift.psi(normal(400, 0), normal(400, 0))).isLessThan(0.08);
    assertThat(Drift.psi(normal(400, 0), normal(400, 0.8))).isGreaterThan(Watch.MOVED);
    assertThat(Drift.psi(new long[] {50, 50}, new long[] {50, 50})).isZero();
    // By hand: (0.8 - 0.5) ln(0.8 / 0.5) + (0.2 - 0.5) ln(0.2 / 0.5) = 0.416 for many.
    assertThat(Drift.psi(new long[] {500_000, 500_000}, new long[] {800_000, 200_000}))
        .isCloseTo(0.4159, within(1e-3));
  }

  @Test
  void figures_to_be_expected_are_those_that_come_when_probabilities_are_right() {
    double[] p = random.doubles(20_000, 0.02, 0.7).toArray();
    boolean[] bought = new boolean[p.length];
    for (int i = 0; i < p.length; i++) bought[i] = random.nextDouble() < p[i];
    double expected = 0;
    for (double one : p) expected += Expected.logLoss(one) / p.length;
    assertThat(Metrics.logLoss(bought, p)).isCloseTo(expected, within(0.01));
    assertThat(Metrics.auc(bought, p)).isCloseTo(Expected.auc(p), within(0.01));
    assertThat(Math.abs(Expected.surprise(bought, p))).isLessThan(4);
    assertThat(Math.abs(Expected.shift(bought, p))).isLessThan(4);
  }

  @Test
  void a_forecast_that_came_true_alarms_nobody_and_one_that_did_not_does() {
    assertThat(Watch.came(forecasts(0.3, 0.3, 1))).isEmpty();
    assertThat(Watch.came(forecasts(0.3, 0.45, 1)))
        .extracting(Alarm::what)
        .contains("calibration", "bias");
    assertThat(Watch.came(forecasts(0.45, 0.45, 4))).extracting(Alarm::what).contains("coverage");
    assertThat(Watch.came(forecasts(0.3, 0.45, 1).subList(0, 50))).isEmpty();
  }

  @Test
  void dearer_or_fewer_orders_alarm_and_the_usual_week_does_not() {
    long[] before = {0, 40, 160, 160, 40};
    assertThat(Watch.orders(before, 4, new long[] {0, 12, 38, 44, 9})).isEmpty();
    assertThat(Watch.orders(before, 4, new long[] {0, 0, 10, 40, 40, 10}))
        .extracting(Alarm::what)
        .containsExactly("order-values");
    assertThat(Watch.orders(before, 4, new long[] {0, 5, 20, 20, 5}))
        .extracting(Alarm::what)
        .containsExactly("order-count");
  }

  @Test
  void cohorts_hold_predicted_against_actual() {
    var all = new ArrayList<>(forecasts(0.3, 0.3, 1));
    all.add(new Served(made(0.9), Optional.empty(), Optional.empty()));
    var cohort = Cohort.by(all, s -> s.made().version()).getFirst();
    assertThat(cohort.name()).isEqualTo("m-1");
    assertThat(cohort.forecasts()).isEqualTo(cohort.due() + 1);
    assertThat(cohort.predictedShare()).isCloseTo(0.3, within(1e-9));
    assertThat(cohort.actualShare()).isCloseTo(0.3, within(0.05));
    assertThat(cohort.coverage().get(80)).isBetween(0.9, 1.0);
  }

  @Test
  void what_is_to_be_expected_is_told_before_any_label_is_due() {
    var open = new ArrayList<Served>();
    for (int i = 0; i < 2_000; i++)
      open.add(new Served(made(random.nextDouble()), Optional.empty(), Optional.empty()));
    var cohort = Cohort.of("open", open);
    assertThat(cohort.due()).isZero();
    assertThat(cohort.auc()).isNaN();
    // Of probabilities spread evenly over [0, 1]: 5/6 and 1/2, by integration.
    assertThat(cohort.expectedAuc()).isCloseTo(5.0 / 6, within(0.01));
    assertThat(cohort.expectedLogLoss()).isCloseTo(0.5, within(0.02));
  }

  @Test
  void a_source_that_floods_is_found_and_a_steady_or_small_one_is_not() {
    var weeks = new ArrayList<Map<String, Long>>();
    for (int week = 0; week < 10; week++)
      weeks.add(
          week < 8
              ? Map.of("/shop", 500L, "/app", 100L, "/kiosk", 3L)
              : Map.of("/shop", 520L, "/app", 110L, "/kiosk", 20L, "/new", 400L));
    assertThat(SourceAudit.flooding(weeks)).containsExactly("/new");
    assertThat(SourceAudit.flooding(weeks.subList(0, 8))).isEmpty();
  }

  @Test
  void an_established_source_that_grows_or_falls_alone_is_found_and_a_season_is_not() {
    assertThat(SourceAudit.alone(weeks(1, 1))).isEmpty();
    assertThat(SourceAudit.alone(weeks(2.5, 2.5))).isEmpty();
    assertThat(SourceAudit.alone(weeks(1, 2))).containsOnlyKeys("/app");
    assertThat(SourceAudit.alone(weeks(1, 2)).get("/app")).isBetween(1.7, 2.5);
    assertThat(SourceAudit.alone(weeks(1, 0.4))).containsOnlyKeys("/app");
    assertThat(SourceAudit.alone(weeks(1, 0))).containsOnlyKeys("/app");
    assertThat(SourceAudit.flooding(weeks(1, 6))).isEmpty();
  }

  /** Three sources for 16 weeks; in the last four, two of them, and the third, sell by a factor. */
  private List<Map<String, Long>> weeks(double others, double app) {
    var weeks = new ArrayList<Map<String, Long>>();
    for (int week = 0; week < 16; week++) {
      boolean late = week >= 12;
      weeks.add(
          Map.of(
              "/shop", sold(500 * (late ? others : 1)),
              "/shop-2", sold(300 * (late ? others : 1)),
              "/app", sold(150 * (late ? app : 1))));
    }
    return weeks;
  }

  private long sold(double mean) {
    return Math.round(mean + Math.sqrt(mean) * random.nextGaussian());
  }

  @Test
  void a_source_that_corrects_a_tenth_of_the_labels_is_found() {
    assertThat(SourceAudit.overcorrecting(Map.of("/bank", 12L, "/poison", 200L), 2_000))
        .containsExactly("/poison");
  }

  @Test
  void a_training_starts_for_a_reason_and_never_too_soon() {
    var policy = new TrainingPolicy(1_000, Duration.ofDays(28), Duration.ofDays(13));
    var last = Optional.of(new TrainingPolicy.Last(NOW, 500));
    assertThat(policy.reason(Optional.empty(), NOW, 0, true)).isEmpty();
    assertThat(policy.reason(Optional.empty(), NOW, 1, false))
        .contains(TrainingPolicy.Reason.FIRST);
    assertThat(policy.reason(last, days(5), 9_000, true)).isEmpty();
    assertThat(policy.reason(last, days(14), 501, true)).contains(TrainingPolicy.Reason.DRIFT);
    assertThat(policy.reason(last, days(14), 1_499, false)).isEmpty();
    assertThat(policy.reason(last, days(14), 1_500, false)).contains(TrainingPolicy.Reason.VOLUME);
    assertThat(policy.reason(last, days(28), 501, false)).contains(TrainingPolicy.Reason.SCHEDULE);
    assertThat(policy.reason(last, days(90), 500, false)).isEmpty();
  }

  private static Instant days(int days) {
    return NOW.plus(Duration.ofDays(days));
  }

  private double[] normal(int n, double mean) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) values[i] = mean + random.nextGaussian();
    return values;
  }

  /** Five hundred, of whom a share buys for about 50 times a factor. */
  private List<Served> forecasts(double foretold, double share, double factor) {
    var all = new ArrayList<Served>();
    for (int i = 0; i < 500; i++) {
      boolean bought = random.nextDouble() < share;
      var label = new Label(bought ? 1 : 0, bought ? 50 * factor : 0);
      all.add(new Served(made(foretold), Optional.of(label), Optional.empty()));
    }
    return all;
  }

  private static ForecastMade made(double p) {
    return new ForecastMade(
        new EventKey(ForecastMade.SOURCE, "f"),
        NOW,
        28,
        "m-1",
        Stage.ACTIVE,
        Basis.FULL,
        p,
        0,
        p,
        50 * p,
        List.of(new Interval(0.5, 0, 50), new Interval(0.8, 0, 100), new Interval(0.95, 0, 150)));
  }
}
