// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.core.features.Feature;
import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Examples;
import dev.worth.core.learning.Label;
import dev.worth.core.learning.Metrics;
import dev.worth.core.scoring.BackboneInputs;
import dev.worth.core.scoring.Prediction;
import dev.worth.core.scoring.Reference;
import dev.worth.learning.deep.LibTorch;
import dev.worth.learning.linear.LinearModel;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FamiliesTest {
  private static final double CUT = 300;
  private static final double HORIZON = 60;

  @Test
  void a_closed_form_family_predicts_what_its_closed_form_says() {
    var task = task(SimulatedShop.browsing(300, 300, 1));
    var trained = Family.named("bgnbd").fit(task);
    for (var features : AtCut.features(task, 300)) {
      var said = BackboneInputs.prediction(trained.shop().outlook(features), Reference.NONE);
      var passedOn = trained.predict(features, Reference.NONE);
      assertThat(passedOn.logOdds()).isCloseTo(said.logOdds(), within(1e-5));
      assertThat(passedOn.expectedOrders()).isCloseTo(said.expectedOrders(), within(1e-5));
      assertThat(passedOn.expectedSpend())
          .isCloseTo(said.expectedSpend(), within(1e-5 * said.expectedSpend()));
    }
  }

  @Test
  void what_never_varied_has_no_weight() {
    for (String family : List.of("stack", "logistic", "linear")) {
      var trained = Family.named(family).fit(task(SimulatedShop.orders(800, 300, 2)));
      var model = (LinearModel) trained.model();
      assertThat(model.logOdds().weights()[Feature.PRODUCT_VIEWS.ordinal()]).isZero();
      assertThat(model.logSpend().weights()[Feature.REFUNDS.ordinal()]).isZero();
    }
  }

  @Test
  void features_alone_do_not_listen_to_the_backbone() {
    var trained = Family.named("logistic").fit(task(SimulatedShop.browsing(800, 300, 3)));
    var features = AtCut.features(task(SimulatedShop.browsing(800, 300, 3)), 1).getFirst();
    float[] row = BackboneInputs.row(features, trained.shop().outlook(features));
    var before = trained.model().answer(row);
    row[row.length - 3] += 2;
    row[row.length - 1] += 2;
    assertThat(trained.model().answer(row)).isEqualTo(before);
  }

  @Test
  void a_stack_foretells_a_shop_with_browsing_at_least_as_well_as_its_backbone() {
    var histories = SimulatedShop.announced(3_000, CUT + HORIZON, 4);
    double stack = logLoss("stack", histories);
    double backbone = logLoss("bgnbd_season", histories);
    assertThat(stack).isLessThan(0.95 * backbone);
  }

  @Test
  void every_family_foretells_totals_that_come_true() {
    var histories = SimulatedShop.orders(4_000, CUT + HORIZON, 5);
    for (String family : Family.names()) {
      if (family.contains("ziln") && LibTorch.missing().isPresent()) continue;
      var outcome = outcome(family, histories);
      assertThat(Metrics.biasPct(outcome.spend(), outcome.expected()))
          .as(family)
          .isBetween(-20.0, 20.0);
    }
  }

  private record Outcome(boolean[] bought, double[] p, double[] spend, double[] expected) {}

  private static double logLoss(String family, Map<CustomerId, List<CustomerEvent>> histories) {
    var outcome = outcome(family, histories);
    return Metrics.logLoss(outcome.bought(), outcome.p());
  }

  private static Outcome outcome(String family, Map<CustomerId, List<CustomerEvent>> histories) {
    var trained = Family.named(family).fit(task(histories));
    var cutoff = new Cutoff(SimulatedShop.day(CUT), HORIZON);
    var labels = new ArrayList<Label>();
    var said = new ArrayList<Prediction>();
    for (var facts : histories.values())
      Examples.of(facts, cutoff, "EUR")
          .ifPresent(
              example -> {
                labels.add(example.label());
                said.add(trained.predict(example.features(), Reference.NONE));
              });
    boolean[] bought = new boolean[labels.size()];
    for (int i = 0; i < bought.length; i++) bought[i] = labels.get(i).purchased();
    return new Outcome(
        bought,
        said.stream().mapToDouble(Prediction::purchaseProbability).toArray(),
        labels.stream().mapToDouble(Label::spend).toArray(),
        said.stream().mapToDouble(Prediction::expectedSpend).toArray());
  }

  private static Task task(Map<CustomerId, List<CustomerEvent>> histories) {
    var history = History.of(histories, SimulatedShop.day(CUT), "EUR");
    return new Task(history, HORIZON, 1, share -> {});
  }
}
