// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

import dev.worth.core.scoring.Backbone;
import dev.worth.core.scoring.GammaGamma;
import dev.worth.core.scoring.PurchaseHistory;
import dev.worth.core.scoring.PurchaseModel;
import dev.worth.core.scoring.SeasonalClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Fits the closed-form model of a shop to everything that was known before a cut.
 *
 * <p>Conventions, as in the reference implementations: purchases are UTC days, the amount of a
 * purchase is the gross sum of its day, the first purchase's amount counts, ages run to the cut.
 * Returns and several orders on a day enter as one ratio each.
 */
public final class BackboneFit {
  private static final double MOST_RETURNED = 0.9;

  private BackboneFit() {}

  /** Which of the closed-form models to fit. */
  public enum Options {
    BGNBD("bgnbd", false, false),
    BGNBD_SEASON("bgnbd_season", false, true),
    PNBD("pnbd", true, false),
    PNBD_SEASON("pnbd_season", true, true);

    private final String model;
    private final boolean pareto;
    private final boolean seasonal;

    Options(String model, boolean pareto, boolean seasonal) {
      this.model = model;
      this.pareto = pareto;
      this.seasonal = seasonal;
    }

    /** The name by which commands and model cards know it. */
    public String model() {
      return model;
    }

    /** Finds an option by its {@link #model} name. */
    public static Options named(String model) {
      for (var option : values()) if (option.model.equals(model)) return option;
      throw new IllegalArgumentException(
          "no closed-form model " + model + ": use bgnbd, bgnbd_season, pnbd or pnbd_season");
    }
  }

  /**
   * Fits everything: clock, purchase times, amounts, returns. Orders at or after {@code cut} are
   * not looked at; customers with none before it are left out.
   */
  public static Backbone fit(List<PurchaseRecord> customers, Instant cut, Options options) {
    return fit(customers, cut, options, Optional.empty());
  }

  /**
   * The same by another way.
   *
   * @param start an earlier fit, from which less has to be searched
   */
  public static Backbone fit(
      List<PurchaseRecord> customers, Instant cut, Options options, Optional<Backbone> start) {
    var clock = options.seasonal ? SeasonalFit.fit(customers, cut) : SeasonalClock.CALENDAR;
    return fit(customers, cut, options, clock, start);
  }

  /** The same on a clock that is already known, for instance a parent shop's. */
  public static Backbone fit(
      List<PurchaseRecord> customers,
      Instant cut,
      Options options,
      SeasonalClock clock,
      Optional<Backbone> start) {
    var days =
        customers.stream().map(c -> PurchaseDays.of(c, cut)).filter(d -> d.days() > 0).toList();
    var histories = days.stream().map(d -> history(d, clock, cut)).toList();
    return new Backbone(
        purchases(histories, options, start.map(Backbone::purchases)),
        amounts(days, start.map(Backbone::amounts)).orElse(null),
        clock,
        ordersPerPurchase(days),
        returnRatio(customers, days));
  }

  private static PurchaseModel purchases(
      List<PurchaseHistory> histories, Options options, Optional<PurchaseModel> start) {
    var fit =
        options.pareto
            ? PurchaseFit.paretoNbd(histories, start)
            : PurchaseFit.bgNbd(histories, start);
    return fit.model();
  }

  /** From repeat purchases; a shop without any falls back to first ones. */
  private static Optional<GammaGamma> amounts(List<PurchaseDays> days, Optional<GammaGamma> start) {
    return GammaGammaFit.fit(days.stream().map(PurchaseDays::repeated).toList(), start)
        .or(() -> GammaGammaFit.fit(days.stream().map(PurchaseDays::all).toList(), start));
  }

  private static PurchaseHistory history(PurchaseDays d, SeasonalClock clock, Instant cut) {
    return Backbone.history(d.purchases(), clock, cut);
  }

  /** A mean over customers: one account that orders all day long must not speak for the others. */
  private static double ordersPerPurchase(List<PurchaseDays> days) {
    return days.stream()
        .filter(d -> d.days() > 0)
        .mapToDouble(d -> (double) d.orders() / d.days())
        .average()
        .orElse(1);
  }

  private static double returnRatio(List<PurchaseRecord> customers, List<PurchaseDays> days) {
    double gross = days.stream().mapToDouble(PurchaseDays::gross).sum();
    double returned = customers.stream().mapToDouble(PurchaseRecord::returned).sum();
    return gross <= 0 ? 0 : Math.min(MOST_RETURNED, returned / gross);
  }
}
