// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.ops.plot.Chart;
import dev.worth.ops.plot.Chart.Line;
import dev.worth.ops.terminal.Progress;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Orders foretold and orders placed, week by week, in the last weeks of a task's history: the
 * models are fitted once more to what was before them. Truths have no dates, histories have.
 *
 * @param customers that it is about: of many, every so-manieth
 * @param actual orders they placed in each week
 * @param foretold by model
 */
record Weeks(int customers, double[] actual, List<Foretold> foretold) {
  private static final int LEAST = 4;
  private static final int MOST = 26;
  private static final int MOST_CUSTOMERS = 2_000;
  private static final Duration WEEK = Duration.ofDays(7);

  /** What a model expected, in each week. */
  record Foretold(String model, double[] orders) {}

  /**
   * @return nothing if the history is too short to hold back four weeks and keep as many
   */
  static Optional<Weeks> of(
      Splits.Task task, Instant cut, List<String> models, long seed, String currency) {
    try (var progress = Progress.of("reading", -1)) {
      var all = Orders.read(task.events(), cut, currency, progress);
      var whole = new Shop(all, cut, currency);
      int weeks = weeks(whole.lastsDays(), task.horizonDays());
      return weeks < LEAST
          ? Optional.empty()
          : Optional.of(new Back(all, whole, cut, weeks, currency).test(models, seed));
    }
  }

  /** As long as the horizon, and no more than half of the history. */
  private static int weeks(double historyDays, double horizonDays) {
    return (int) Math.min(MOST, Math.min(horizonDays, historyDays / 2) / 7);
  }

  Chart chart(String task) {
    double[] xs = IntStream.rangeClosed(1, actual.length).mapToDouble(w -> w).toArray();
    var lines =
        foretold.stream()
            .map(one -> Line.of(one.model(), xs, one.orders()))
            .collect(Collectors.toCollection(ArrayList::new));
    lines.add(Line.reference("actual", xs, actual));
    return new Chart(task + ": orders by week, back-test", "week", "orders", lines);
  }

  /** A history cut some weeks early. */
  private record Back(Orders all, Shop whole, Instant cut, int weeks, String currency) {
    Weeks test(List<String> models, long seed) {
      var early = cut.minus(WEEK.multipliedBy(weeks));
      var shop = new Shop(before(early), early, currency);
      int step = (shop.size() + MOST_CUSTOMERS - 1) / MOST_CUSTOMERS;
      int[] sample = IntStream.range(0, shop.size()).filter(i -> i % step == 0).toArray();
      var foretold = models.stream().map(model -> foretold(model, shop, sample, seed)).toList();
      return new Weeks(sample.length, actual(shop, sample, early), foretold);
    }

    private Orders before(Instant moment) {
      long end = moment.toEpochMilli();
      var rows = new TreeMap<String, List<OrderRow>>();
      all.rows()
          .forEach(
              (id, known) -> {
                var earlier = known.stream().filter(row -> row.at() < end).toList();
                if (!earlier.isEmpty()) rows.put(id, earlier);
              });
      return new Orders(rows, all.read(), 0);
    }

    private Foretold foretold(String name, Shop shop, int[] sample, long seed) {
      try (var model = Models.fit(name, shop, 7.0 * weeks, seed)) {
        double[] upTo =
            IntStream.rangeClosed(1, weeks).mapToDouble(w -> sum(model, shop, sample, w)).toArray();
        double[] each = upTo.clone();
        for (int w = 1; w < weeks; w++) each[w] = upTo[w] - upTo[w - 1];
        return new Foretold(name, each);
      }
    }

    private static double sum(Model model, Shop shop, int[] sample, int week) {
      double[] orders =
          IntStream.of(sample)
              .parallel()
              .mapToDouble(i -> model.forecast(shop.features(i, 7.0 * week)).orders())
              .toArray();
      double sum = 0;
      for (double one : orders) sum += one;
      return sum;
    }

    private double[] actual(Shop shop, int[] sample, Instant early) {
      var wanted = IntStream.of(sample).mapToObj(shop::id).collect(Collectors.toSet());
      double[] counts = new double[weeks];
      for (int i = 0; i < whole.size(); i++) {
        if (!wanted.contains(whole.id(i))) continue;
        for (var fact : whole.journal(i))
          if (fact instanceof OrderPlaced order && !order.at().isBefore(early))
            counts[(int) Duration.between(early, order.at()).dividedBy(WEEK)]++;
      }
      return counts;
    }
  }
}
