// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.features.Features;
import dev.worth.protocol.Contribution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * The scorer that is always there: the closed form with shipped parameters, before any model was
 * trained on the shop's own customers or when a model fails. Its answers are labelled by its
 * version.
 *
 * <p>The shipped purchase parameters are those published for the CDNOW customers (Fader, Hardie and
 * Lee, "Counting Your Customers the Easy Way", Marketing Science 24(2), 2005: r = 0.243, alpha =
 * 4.414 weeks, a = 0.793, b = 2.426), the amounts those of the Gamma-Gamma note on the same
 * customers (Fader and Hardie, 2013: p = 6.25, q = 3.74, gamma = 15.44).
 *
 * <p>It explains itself along a path on which every step is a customer that could exist: bought
 * once, just now; bought once, as long ago as this customer's first order; bought as often, the
 * last time just now; this customer. The steps add up to the score because each starts where the
 * one before ended.
 */
public final class Baseline implements Scorer {
  public static final String VERSION = "baseline-1";

  private static final BgNbd SHIPPED_PURCHASES = new BgNbd(0.243, 4.414 * 7, 0.793, 2.426);

  private static final ClosedForm SHIPPED =
      new ClosedForm(
          new Backbone(
              SHIPPED_PURCHASES, new GammaGamma(6.25, 3.74, 15.44), SeasonalClock.CALENDAR, 1, 0),
          Prospects.SHIPPED);

  /** Who buys when, by the shipped parameters. */
  static PurchaseModel purchaseModel() {
    return SHIPPED_PURCHASES;
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Prediction predict(Features features) {
    return BackboneInputs.prediction(SHIPPED.outlook(features), Reference.NONE);
  }

  @Override
  public DoubleUnaryOperator purchases(Features features) {
    return SHIPPED.curve(features);
  }

  @Override
  public Explanation explain(Features features) {
    return features.orderDays() == 0 ? explainProspect(features) : explainBuyer(features);
  }

  private static Explanation explainProspect(Features features) {
    double horizon = features.horizonDays();
    double waited = features.daysSince(features.totals().first(), 0);
    double base = logOdds(SHIPPED.prospects().pPurchase(0, horizon));
    double all = BackboneInputs.logOdds(SHIPPED.outlook(features).pPurchase());
    var wait =
        new Contribution(
            "waited",
            "Known for this long without an order",
            "相识至今尚未下单",
            waited,
            "days",
            all - base);
    return new Explanation(base, List.of(wait), Explanation.PATH);
  }

  private static Explanation explainBuyer(Features features) {
    var customer = ClosedForm.purchases(features);
    Instant now = features.now();
    Instant first = customer.first();
    double once = odds(new Purchases(now, now, 0, 0), features);
    double quiet = odds(new Purchases(first, first, 0, 0), features);
    double fresh = odds(new Purchases(first, now, customer.repeats(), 0), features);
    double all = BackboneInputs.logOdds(SHIPPED.outlook(features).pPurchase());
    var parts = new ArrayList<Contribution>();
    parts.add(
        new Contribution(
            "tenure",
            "Time since the first order",
            "首单至今时长",
            days(first, now),
            "days",
            quiet - once));
    if (customer.repeats() > 0) parts.addAll(repeats(features, fresh - quiet, all - fresh));
    return new Explanation(once, Contributions.sorted(parts), Explanation.PATH);
  }

  private static List<Contribution> repeats(Features features, double often, double recent) {
    var customer = ClosedForm.purchases(features);
    var usual = OptionalDouble.of(features.totals().gaps().mean());
    return List.of(
        new Contribution(
            "frequency",
            "Orders after the first",
            "复购次数",
            customer.repeats(),
            "days with an order",
            often),
        new Contribution(
                "recency",
                "Time since the last order",
                "距上次下单时长",
                days(customer.last(), features.now()),
                "days",
                recent)
            .beside(usual, OptionalDouble.empty()));
  }

  private static double odds(Purchases customer, Features features) {
    var horizon = Duration.ofMillis(Math.max(1, Math.round(features.horizonDays() * 86_400_000)));
    var outlook = SHIPPED.backbone().outlook(customer, features.now(), horizon);
    return BackboneInputs.logOdds(outlook.pPurchase());
  }

  private static double logOdds(double p) {
    return Math.log(p) - Math.log1p(-p);
  }

  private static double days(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 86_400_000.0;
  }
}
