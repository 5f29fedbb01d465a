// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.scoring.Backbone;
import dev.worth.core.scoring.Purchases;
import dev.worth.learning.btyd.BackboneFit.Options;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackboneFitTest {
  private static final Duration HORIZON = Duration.ofDays(60);
  private static final Instant CUT = SimulatedShop.OPENING.plus(Duration.ofDays(500));
  private static final List<PurchaseRecord> SHOP = new SimulatedShop(8).orders(800, 560, day -> 1);

  /** The shop goes on for sixty days after the cut; the fit sees none of them. */
  @ParameterizedTest
  @EnumSource(Options.class)
  void predicted_buyers_orders_and_spend_add_up_to_what_comes(Options options) {
    var backbone = BackboneFit.fit(SHOP, CUT, options);
    double buyers = 0, orders = 0, spend = 0, inside = 0;
    double trueBuyers = 0, trueOrders = 0, trueSpend = 0;
    int known = 0;
    for (var customer : SHOP) {
      if (customer.times()[0] >= CUT.getEpochSecond()) continue;
      known++;
      var outlook = backbone.outlook(purchases(customer), CUT, HORIZON);
      int n = after(customer);
      double spent = spentAfter(customer);
      buyers += outlook.pPurchase();
      orders += outlook.expectedOrders();
      spend += outlook.expectedSpend();
      if (spent <= outlook.spend().quantile(0.9)) inside++;
      trueBuyers += n > 0 ? 1 : 0;
      trueOrders += n;
      trueSpend += spent;
    }
    assertThat(buyers / trueBuyers).isCloseTo(1, within(0.1));
    assertThat(orders / trueOrders).isCloseTo(1, within(0.15));
    assertThat(spend / trueSpend).isCloseTo(1, within(0.15));
    assertThat(inside / known).isCloseTo(0.9, within(0.03));
  }

  @Test
  void what_comes_after_the_cut_changes_nothing() {
    var without = new ArrayList<PurchaseRecord>();
    for (var c : SHOP) {
      int n = (int) Arrays.stream(c.times()).filter(t -> t < CUT.getEpochSecond()).count();
      if (n > 0) without.add(cutTo(c, n));
    }
    assertThat(BackboneFit.fit(SHOP, CUT, Options.BGNBD_SEASON))
        .isEqualTo(BackboneFit.fit(without, CUT, Options.BGNBD_SEASON));
  }

  @Test
  void orders_of_one_day_are_one_purchase_of_their_sum() {
    long day = SimulatedShop.OPENING.getEpochSecond();
    var customer =
        new PurchaseRecord(
            new long[] {day + 3_600, day + 7_200, day + 5 * 86_400}, new double[] {10, 20, 50}, 8);
    var days = PurchaseDays.of(customer, CUT);
    assertThat(days.purchases())
        .isEqualTo(
            new Purchases(
                SimulatedShop.OPENING, SimulatedShop.OPENING.plus(Duration.ofDays(5)), 1, 2, 40));
    assertThat(days.repeated()).isEqualTo(new Amounts(1, 50));
    var backbone = BackboneFit.fit(List.of(customer), CUT, Options.BGNBD);
    assertThat(backbone.ordersPerPurchase()).isEqualTo(1.5);
    assertThat(backbone.returnRatio()).isEqualTo(0.1);
  }

  @Test
  void a_shop_without_amounts_gets_probabilities_only() {
    var unpaid =
        SHOP.stream()
            .map(c -> new PurchaseRecord(c.times(), new double[c.times().length], 0))
            .toList();
    Backbone backbone = BackboneFit.fit(unpaid, CUT, Options.PNBD);
    assertThat(backbone.amounts()).isNull();
    assertThat(backbone.outlook(purchases(SHOP.getFirst()), CUT, HORIZON).expectedSpend()).isZero();
  }

  @Test
  void models_are_found_by_name() {
    assertThat(Options.named("pnbd_season")).isEqualTo(Options.PNBD_SEASON);
    assertThatThrownBy(() -> Options.named("bgbb"))
        .hasMessageContaining("bgbb")
        .hasMessageContaining("pnbd_season");
  }

  private static Purchases purchases(PurchaseRecord customer) {
    return PurchaseDays.of(customer, CUT).purchases();
  }

  private static PurchaseRecord cutTo(PurchaseRecord c, int n) {
    return new PurchaseRecord(Arrays.copyOf(c.times(), n), Arrays.copyOf(c.amounts(), n), 0);
  }

  private static int after(PurchaseRecord c) {
    int n = 0;
    for (long t : c.times()) if (inHorizon(t)) n++;
    return n;
  }

  private static double spentAfter(PurchaseRecord c) {
    double sum = 0;
    for (int i = 0; i < c.times().length; i++) if (inHorizon(c.times()[i])) sum += c.amounts()[i];
    return sum;
  }

  private static boolean inHorizon(long t) {
    return t >= CUT.getEpochSecond() && t < CUT.plus(HORIZON).getEpochSecond();
  }
}
