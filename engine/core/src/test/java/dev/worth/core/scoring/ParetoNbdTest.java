// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParetoNbdTest {
  /** The estimates of the 2005 note, in weeks. */
  static final ParetoNbd PUBLISHED = new ParetoNbd(0.553, 10.578, 0.606, 11.669);

  @Test
  void the_example_customer_of_the_btyd_walkthrough_comes_out() {
    var h = PurchaseHistory.of(26, 30.86, 31);
    assertThat(PUBLISHED.pAlive(h)).isCloseTo(0.9979, within(5e-4));
    assertThat(PUBLISHED.expectedOrders(h, 52)).isCloseTo(25.46, within(0.02));
  }

  @Test
  void a_new_customer_of_the_btyd_walkthrough_comes_out() {
    assertThat(PUBLISHED.expectedOrders(PurchaseHistory.of(0, 0, 0), 52))
        .isCloseTo(1.473, within(2e-3));
  }

  @ParameterizedTest
  @CsvSource({"0,0,38.86", "2,30.43,38.86", "26,30.86,31", "1,0,500", "7,3,3"})
  void counts_agree_with_the_probability_and_the_mean(int x, double recency, double age) {
    var h = PurchaseHistory.of(x, recency, age);
    double[] counts = PUBLISHED.orderCounts(h, 39);
    assertThat(1 - counts[0]).isCloseTo(PUBLISHED.pPurchase(h, 39), within(1e-12));
    assertThat(Arrays.stream(counts).sum()).isCloseTo(1, within(2 * OrderCounts.NEGLIGIBLE));
    double mean = PUBLISHED.expectedOrders(h, 39);
    assertThat(OrderCounts.mean(counts)).isCloseTo(mean, within(0.003 * mean + 0.001));
  }

  @Test
  void simulated_customers_with_the_same_history_do_as_predicted() {
    var h = PurchaseHistory.of(2, 20, 40);
    var future = Simulated.paretoNbd(PUBLISHED, h, 60, 40_000, 12);
    assertThat(future.share()).isCloseTo(PUBLISHED.pPurchase(h, 60), within(0.01));
    assertThat(future.mean()).isCloseTo(PUBLISHED.expectedOrders(h, 60), within(0.06));
  }

  @Test
  void both_orders_of_alpha_and_beta_meet_in_the_middle() {
    var h = PurchaseHistory.of(3, 20, 40);
    double equal = new ParetoNbd(0.5, 10, 0.6, 10).logLikelihood(h);
    assertThat(new ParetoNbd(0.5, 10 + 1e-7, 0.6, 10).logLikelihood(h))
        .isCloseTo(equal, within(1e-6));
    assertThat(new ParetoNbd(0.5, 10, 0.6, 10 + 1e-7).logLikelihood(h))
        .isCloseTo(equal, within(1e-6));
  }

  @Test
  void expected_orders_are_smooth_where_the_published_form_is_zero_over_zero() {
    var h = PurchaseHistory.of(3, 20, 40);
    double at = new ParetoNbd(0.5, 10, 1, 12).expectedOrders(h, 30);
    assertThat(new ParetoNbd(0.5, 10, 1 + 1e-7, 12).expectedOrders(h, 30))
        .isCloseTo(at, within(1e-6));
  }

  @Test
  void extreme_histories_and_parameters_stay_finite() {
    for (var m :
        new ParetoNbd[] {
          PUBLISHED, new ParetoNbd(1e-3, 1e-3, 1e-3, 10), new ParetoNbd(30, 2e4, 5, 3)
        })
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
}
