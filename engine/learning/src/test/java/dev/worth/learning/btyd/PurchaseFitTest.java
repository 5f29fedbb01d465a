// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.scoring.BgNbd;
import dev.worth.core.scoring.PurchaseHistory;
import dev.worth.core.scoring.PurchaseModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PurchaseFitTest {
  @Test
  void a_bgnbd_shop_gives_its_parameters_back() {
    var fit = PurchaseFit.bgNbd(new SimulatedShop(1).bgNbd(6_000, 600, 0.8, 40, 0.9, 2.5));
    assertThat(fit.r()).isCloseTo(0.8, Percentage.withPercentage(8));
    assertThat(fit.alpha()).isCloseTo(40, Percentage.withPercentage(10));
    assertThat(fit.a() / (fit.a() + fit.b())).isCloseTo(0.9 / 3.4, within(0.02));
  }

  @Test
  void a_paretonbd_shop_gives_its_parameters_back() {
    var fit = PurchaseFit.paretoNbd(new SimulatedShop(2).paretoNbd(6_000, 600, 0.8, 40, 0.7, 150));
    assertThat(fit.r()).isCloseTo(0.8, Percentage.withPercentage(8));
    assertThat(fit.alpha()).isCloseTo(40, Percentage.withPercentage(12));
    assertThat(fit.s()).isCloseTo(0.7, Percentage.withPercentage(20));
    assertThat(fit.beta()).isCloseTo(150, Percentage.withPercentage(35));
  }

  @Test
  void no_neighbour_of_the_fit_is_more_likely() {
    var histories = new SimulatedShop(3).bgNbd(2_000, 400, 0.5, 30, 0.8, 2.5);
    var fit = PurchaseFit.bgNbd(histories);
    double best = logLikelihood(fit, histories);
    for (double f : new double[] {0.97, 1.03}) {
      assertThat(logLikelihood(new BgNbd(fit.r() * f, fit.alpha(), fit.a(), fit.b()), histories))
          .isLessThan(best);
      assertThat(logLikelihood(new BgNbd(fit.r(), fit.alpha() * f, fit.a(), fit.b()), histories))
          .isLessThan(best);
      assertThat(logLikelihood(new BgNbd(fit.r(), fit.alpha(), fit.a() * f, fit.b()), histories))
          .isLessThan(best);
      assertThat(logLikelihood(new BgNbd(fit.r(), fit.alpha(), fit.a(), fit.b() * f), histories))
          .isLessThan(best);
    }
  }

  @Test
  void from_an_earlier_fit_the_same_optimum_takes_fewer_looks_at_the_likelihood() {
    var now = new SimulatedShop(3).bgNbd(2_000, 400, 0.5, 30, 0.8, 2.5);
    Optional<PurchaseModel> earlier = Optional.of(PurchaseFit.bgNbd(now.subList(0, 1_700)));
    var cold = PurchaseFit.bgNbd(now, Optional.empty());
    var warm = PurchaseFit.bgNbd(now, earlier);
    assertThat(warm.looks()).isLessThan(cold.looks());
    assertThat(logLikelihood(warm.model(), now))
        .isCloseTo(logLikelihood(cold.model(), now), within(1e-4));
  }

  @Test
  void a_start_far_from_anything_is_not_begun_from() {
    var now = new SimulatedShop(3).bgNbd(500, 400, 0.5, 30, 0.8, 2.5);
    Optional<PurchaseModel> absurd = Optional.of(new BgNbd(1e-6, 1e9, 1e6, 1e-6));
    assertThat(PurchaseFit.bgNbd(now, absurd).model()).isEqualTo(PurchaseFit.bgNbd(now));
  }

  @Test
  void the_order_of_the_customers_does_not_matter() {
    var histories = new SimulatedShop(4).bgNbd(500, 400, 0.5, 30, 0.8, 2.5);
    var shuffled = new ArrayList<>(histories);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(PurchaseFit.bgNbd(shuffled)).isEqualTo(PurchaseFit.bgNbd(histories));
  }

  @Test
  void a_shop_of_three_customers_still_gets_a_finite_model() {
    var three =
        List.of(
            PurchaseHistory.of(0, 0, 50),
            PurchaseHistory.of(0, 0, 20),
            PurchaseHistory.of(5, 40, 41));
    for (PurchaseModel m :
        new PurchaseModel[] {PurchaseFit.bgNbd(three), PurchaseFit.paretoNbd(three)})
      assertThat(m.pPurchase(three.getLast(), 60)).isBetween(0.05, 1.0);
    assertThat(PurchaseFit.bgNbd(List.of()).r()).isCloseTo(0.4, within(0.01));
  }

  private static double logLikelihood(PurchaseModel m, List<PurchaseHistory> histories) {
    return histories.stream().mapToDouble(m::logLikelihood).sum();
  }
}
