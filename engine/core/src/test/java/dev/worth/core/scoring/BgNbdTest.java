// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BgNbdTest {
  /** The estimates of the 2005 paper, in weeks. */
  static final BgNbd PUBLISHED = new BgNbd(0.243, 4.414, 0.793, 2.426);

  @Test
  void the_expected_orders_of_the_paper_come_out() {
    var h = PurchaseHistory.of(2, 30.43, 38.86);
    assertThat(PUBLISHED.expectedOrders(h, 39)).isCloseTo(1.226, within(5e-4));
  }

  @Test
  void a_customer_without_repeats_is_alive_by_definition() {
    assertThat(PUBLISHED.pAlive(PurchaseHistory.of(0, 0, 300))).isEqualTo(1);
  }

  @Test
  void silence_after_frequent_purchases_means_gone() {
    assertThat(PUBLISHED.pAlive(PurchaseHistory.of(20, 10, 100))).isLessThan(1e-6);
    assertThat(PUBLISHED.pAlive(PurchaseHistory.of(20, 99, 100))).isGreaterThan(0.8);
  }

  @ParameterizedTest
  @CsvSource({"0,0,38.86", "2,30.43,38.86", "26,30.86,31", "1,0,500", "7,3,3"})
  void counts_agree_with_the_probability_and_the_mean(int x, double recency, double age) {
    var h = PurchaseHistory.of(x, recency, age);
    double[] counts = PUBLISHED.orderCounts(h, 39);
    assertThat(1 - counts[0]).isCloseTo(PUBLISHED.pPurchase(h, 39), within(1e-9));
    assertThat(Arrays.stream(counts).sum()).isCloseTo(1, within(2 * OrderCounts.NEGLIGIBLE));
    double mean = PUBLISHED.expectedOrders(h, 39);
    assertThat(OrderCounts.mean(counts)).isCloseTo(mean, within(0.003 * mean + 0.001));
  }

  @Test
  void simulated_customers_with_the_same_history_do_as_predicted() {
    var h = PurchaseHistory.of(2, 20, 40);
    var future = Simulated.bgNbd(PUBLISHED, h, 60, 40_000, 11);
    assertThat(future.share()).isCloseTo(PUBLISHED.pPurchase(h, 60), within(0.01));
    assertThat(future.mean()).isCloseTo(PUBLISHED.expectedOrders(h, 60), within(0.06));
  }

  @Test
  void expected_orders_are_smooth_where_the_published_form_is_zero_over_zero() {
    var h = PurchaseHistory.of(3, 20, 40);
    double at = new BgNbd(0.5, 10, 1, 3).expectedOrders(h, 30);
    assertThat(new BgNbd(0.5, 10, 1 + 1e-7, 3).expectedOrders(h, 30)).isCloseTo(at, within(1e-6));
    assertThat(new BgNbd(0.5, 10, 1 - 1e-7, 3).expectedOrders(h, 30)).isCloseTo(at, within(1e-6));
  }

  @Test
  void extreme_histories_and_parameters_stay_finite() {
    for (var m :
        new BgNbd[] {PUBLISHED, new BgNbd(1e-4, 1e-3, 1e-4, 1e-4), new BgNbd(50, 2e4, 5, 900)})
      for (var h :
          new PurchaseHistory[] {
            PurchaseHistory.of(0, 0, 0),
            PurchaseHistory.of(0, 0, 1e6),
            PurchaseHistory.of(900, 1e5, 1e5),
            PurchaseHistory.of(300, 0, 1e6)
          }) {
        assertThat(m.logLikelihood(h)).isFinite();
        assertThat(m.pPurchase(h, 1e5)).isBetween(0.0, 1.0);
        assertThat(m.expectedOrders(h, 1e5)).isBetween(0.0, 1e9);
      }
  }

  /** A shop whose customers all drop out alike once made the published form overflow. */
  @Test
  void expected_orders_hold_where_customers_hardly_differ_in_drop_out() {
    var alike = new BgNbd(1.53, 36.9, 4_493, 356_977);
    for (var h :
        new PurchaseHistory[] {PurchaseHistory.of(0, 0, 90), PurchaseHistory.of(20, 200, 210)}) {
      double poissonLike = alike.pAlive(h) * (1.53 + h.repeats()) / (36.9 + h.age()) * 90;
      assertThat(alike.expectedOrders(h, 90)).isBetween(0.8 * poissonLike, poissonLike);
    }
  }

  @Test
  void a_longer_horizon_never_lowers_anything() {
    var h = PurchaseHistory.of(4, 100, 200);
    for (double t = 1; t < 1e5; t *= 2) {
      assertThat(PUBLISHED.pPurchase(h, 2 * t)).isGreaterThanOrEqualTo(PUBLISHED.pPurchase(h, t));
      assertThat(PUBLISHED.expectedOrders(h, 2 * t)).isGreaterThan(PUBLISHED.expectedOrders(h, t));
    }
  }

  @Test
  void a_bad_parameter_is_named() {
    assertThatThrownBy(() -> new BgNbd(1, 1, -2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a is -2.0");
  }
}
