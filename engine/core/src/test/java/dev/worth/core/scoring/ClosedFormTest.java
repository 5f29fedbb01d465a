// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.customer.OrderDays;
import dev.worth.core.features.FeatureSchema;
import dev.worth.core.features.Features;
import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.PageViewed;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosedFormTest {
  private static final Instant NOW = Instant.parse("2024-10-01T00:00:00Z");
  private static final Backbone BACKBONE =
      new Backbone(
          new BgNbd(0.24, 30.8, 0.81, 2.48),
          GammaGammaTest.PUBLISHED,
          SeasonalClock.CALENDAR,
          1.1,
          0.05);
  private static final ClosedForm SHOP = new ClosedForm(BACKBONE, new Prospects(0.5, 20));

  @Test
  void a_customer_with_orders_gets_the_backbones_outlook() {
    var features =
        at(NOW, order("a", "2024-01-10T09:00:00Z", 50), order("b", "2024-03-01T09:00:00Z", 70));
    var purchases =
        new Purchases(
            Instant.parse("2024-01-10T09:00:00Z"), Instant.parse("2024-03-01T09:00:00Z"), 1, 60);
    var found = ClosedForm.purchases(features);
    assertThat(found)
        .usingRecursiveComparison()
        .ignoringFields("recent", "logAmounts")
        .isEqualTo(purchases);
    assertThat(found.recent()).isEqualTo(new OrderDays(new int[] {19_732, 19_783}));
    assertThat(found.logAmounts().mean()).isCloseTo(Math.log(50 * 70) / 2, within(1e-9));
    assertThat(SHOP.outlook(features).expectedSpend())
        .isEqualTo(BACKBONE.outlook(purchases, NOW, Duration.ofDays(90)).expectedSpend())
        .isPositive();
  }

  @Test
  void two_orders_of_one_day_are_one_purchase() {
    var features =
        at(NOW, order("a", "2024-01-10T09:00:00Z", 50), order("b", "2024-01-10T19:00:00Z", 70));
    assertThat(ClosedForm.purchases(features).repeats()).isZero();
    assertThat(ClosedForm.purchases(features).meanAmount()).isEqualTo(120);
  }

  @Test
  void a_prospect_gets_the_closed_form_of_waiting() {
    var features = at(NOW, view("2024-09-21T00:00:00Z"));
    var outlook = SHOP.outlook(features);
    assertThat(outlook.pPurchase()).isCloseTo(1 - Math.sqrt(30.0 / 120), within(1e-12));
    double then = BACKBONE.purchases().expectedOrders(PurchaseHistory.of(0, 0, 0), 45);
    double purchases = outlook.pPurchase() * (1 + then);
    assertThat(outlook.expectedOrders()).isCloseTo(1.1 * purchases, within(1e-3));
    assertThat(outlook.expectedSpend())
        .isCloseTo(purchases * 0.95 * GammaGammaTest.PUBLISHED.expectedAmount(0, 0), within(0.05));
  }

  @Test
  void a_prospect_orders_once_by_waiting_and_then_as_a_new_customer_does() {
    var then = new BgNbd(0.3, 30, 0.8, 2.5);
    double[] counts =
        new Prospects(0.5, 20).orderCounts(0.4, then.orderCounts(PurchaseHistory.of(0, 0, 0), 15));
    assertThat(1 - counts[0]).isCloseTo(0.4, within(1e-12));
    double newcomer = then.expectedOrders(PurchaseHistory.of(0, 0, 0), 15);
    assertThat(OrderCounts.mean(counts)).isCloseTo(0.4 * (1 + newcomer), within(1e-3));
  }

  @Test
  void somebody_never_heard_of_and_an_order_of_tomorrow_both_get_an_answer() {
    assertThat(SHOP.outlook(at(NOW)).pPurchase()).isBetween(0.0, 1.0);
    assertThat(SHOP.outlook(at(NOW, order("a", "2024-10-02T09:00:00Z", 50))).pPurchase())
        .isBetween(0.0, 1.0);
  }

  @Test
  void the_row_is_the_features_and_then_the_outlook() {
    var features = at(NOW, order("a", "2024-01-10T09:00:00Z", 50));
    var outlook = SHOP.outlook(features);
    float[] row = BackboneInputs.row(features, outlook);
    assertThat(row).hasSize(BundleContract.WIDTH).startsWith(features.vector());
    double p = outlook.pPurchase();
    assertThat(Arrays.copyOfRange(row, FeatureSchema.SIZE, row.length))
        .containsExactly(
            (float) Math.log(p / (1 - p)),
            (float) Math.log(outlook.expectedOrders()),
            (float) Math.log(outlook.expectedSpend()));
  }

  @Test
  void a_graph_that_changes_nothing_leaves_the_closed_form_prediction() {
    var outlook = SHOP.outlook(at(NOW, order("a", "2024-01-10T09:00:00Z", 50)));
    double p = outlook.pPurchase();
    var moved =
        BackboneInputs.prediction(
            outlook,
            Math.log(p / (1 - p)),
            Math.log(outlook.expectedOrders()),
            Math.log(outlook.expectedSpend()),
            Reference.NONE);
    var plain = BackboneInputs.prediction(outlook, Reference.NONE);
    assertThat(moved.expectedSpend()).isCloseTo(plain.expectedSpend(), within(1e-9));
    for (double level : Quantiles.levels())
      assertThat(moved.spend().at(level)).isCloseTo(plain.spend().at(level), within(1e-3));
  }

  @Test
  void a_moved_prediction_has_the_graphs_probability_and_mean() {
    var outlook = SHOP.outlook(at(NOW, order("a", "2024-01-10T09:00:00Z", 50)));
    var spend = outlook.spend().adjusted(0.9, 3 * outlook.expectedSpend());
    assertThat(spend.cdf(0)).isCloseTo(0.1, within(1e-12));
    assertThat(spend.mean()).isCloseTo(3 * outlook.expectedSpend(), within(1e-9));
    double factor = 3 / 0.9 * outlook.pPurchase();
    double upper = outlook.spend().quantile(1 - outlook.pPurchase() / 2);
    assertThat(spend.quantile(1 - 0.45)).isCloseTo(factor * upper, within(1e-4 * upper));
  }

  @Test
  void a_shop_without_amounts_predicts_a_spend_of_nothing() {
    var shop =
        new ClosedForm(
            new Backbone(new BgNbd(0.24, 30.8, 0.81, 2.48), null, SeasonalClock.CALENDAR, 1, 0),
            Prospects.SHIPPED);
    var outlook = shop.outlook(at(NOW, order("a", "2024-01-10T09:00:00Z", 0)));
    double logSpend = BackboneInputs.of(outlook)[2];
    var prediction = BackboneInputs.prediction(outlook, 0.5, -1, logSpend, Reference.NONE);
    assertThat(prediction.expectedSpend()).isZero();
    assertThat(prediction.spend().at(0.975)).isZero();
    assertThat(prediction.percentile()).isEqualTo(50);
  }

  @Test
  void a_percentile_counts_those_who_are_expected_to_spend_less() {
    double[] spends = new double[1_000];
    for (int i = 0; i < spends.length; i++) spends[i] = (i * 7) % 1_000;
    var reference = Reference.of(spends);
    assertThat(reference.percentile(0)).isZero();
    assertThat(reference.percentile(249.75)).isCloseTo(25, within(1e-9));
    assertThat(reference.percentile(5_000)).isEqualTo(100);
    assertThat(Reference.of(new double[] {1, 1, 1}).percentile(1)).isEqualTo(50);
  }

  private static Features at(Instant now, CustomerEvent... events) {
    var state =
        List.of(events).stream().reduce(CustomerState.UNKNOWN, CustomerState::evolve, (a, b) -> b);
    return Features.of(state, now, 90, "EUR");
  }

  private static CustomerEvent view(String at) {
    return new PageViewed(new EventKey("shop", at), Instant.parse(at), "/", 0);
  }

  private static CustomerEvent order(String id, String at, long euros) {
    var none = Amount.of(Money.zero("EUR"));
    return new OrderPlaced(
        new EventKey("shop", id),
        Instant.parse(at),
        new OrderId(id),
        List.of(),
        Amount.of(new Money(100 * euros, "EUR")),
        none,
        none,
        none,
        "");
  }
}
