// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.core.scoring.Backbone;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.core.scoring.Purchases;
import dev.worth.core.scoring.SeasonalClock;
import dev.worth.learning.btyd.BackboneFit;
import dev.worth.learning.btyd.BackboneFit.Options;
import dev.worth.learning.btyd.PurchaseRecord;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lets a shop's history choose its closed form: the one that makes its purchase days likeliest.
 *
 * <p>The families have four parameters each and speak of the same purchase times, so their
 * likelihoods compare as they are. On a seasonal clock the times are stretched; the logarithms of
 * the day lengths at the repeat purchases bring the density back to calendar days. The clock pays
 * for its strength as in BIC, half the logarithm of the number of repeat purchases; its months are
 * counted from all orders, not fitted to this likelihood, and pay nothing.
 */
record Choice(List<Candidate> candidates) {
  private static final long DAY = 86_400;

  /** A fitted closed form and how likely it makes the history. */
  record Candidate(Options option, Backbone backbone, double logLikelihood) {}

  static Choice of(Shop shop) {
    var customers =
        IntStream.range(0, shop.size())
            .parallel()
            .mapToObj(i -> ClosedForm.purchases(shop.features(i, 1)))
            .toList();
    return new Choice(
        Arrays.stream(Options.values()).map(o -> candidate(o, shop, customers)).toList());
  }

  Candidate best() {
    return candidates.stream()
        .max(Comparator.comparingDouble(Candidate::logLikelihood))
        .orElseThrow();
  }

  String evidence() {
    return candidates.stream()
        .map(c -> "%s %.1f".formatted(c.option().model(), c.logLikelihood()))
        .collect(Collectors.joining(", ", "log-likelihoods ", ""));
  }

  private static Candidate candidate(Options option, Shop shop, List<Purchases> customers) {
    var backbone = BackboneFit.fit(shop.records(), shop.cut(), option);
    var clock = backbone.clock();
    double sum =
        customers.stream()
            .map(customer -> Backbone.history(customer, clock, shop.cut()))
            .mapToDouble(backbone.purchases()::logLikelihood)
            .sum();
    return new Candidate(option, backbone, sum + stretched(shop, customers, clock));
  }

  private static double stretched(Shop shop, List<Purchases> customers, SeasonalClock clock) {
    if (clock.equals(SeasonalClock.CALENDAR)) return 0;
    double repeats = customers.stream().mapToInt(Purchases::repeats).sum();
    return shop.records().stream().mapToDouble(record -> stretched(record, clock)).sum()
        - Math.log(Math.max(1, repeats)) / 2;
  }

  /** Sum of the logarithms of the day lengths at a customer's repeat purchase days. */
  private static double stretched(PurchaseRecord record, SeasonalClock clock) {
    double sum = 0;
    long last = Math.floorDiv(record.times()[0], DAY);
    for (long time : record.times()) {
      long day = Math.floorDiv(time, DAY);
      if (day != last) sum += Math.log(clock.dayLength(LocalDate.ofEpochDay(day).getMonthValue()));
      last = day;
    }
    return sum;
  }
}
