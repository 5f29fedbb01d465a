// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Examples;
import dev.worth.core.learning.Label;
import dev.worth.core.learning.Metrics;
import dev.worth.ops.terminal.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Month by month: what an engine served for the time ahead, against a model that is fitted anew to
 * the same history at that moment, both held against what came. Customers are compared one by one,
 * so that the intervals of the differences are paired.
 */
public final class MonthByMonth {
  private static final Instant EVER = Instant.ofEpochMilli(Long.MAX_VALUE);
  private static final double LEVEL = 0.8;

  private final Orders orders;
  private final Shop whole;
  private final Map<String, Integer> place = new TreeMap<>();
  private final Asked asked;
  private final List<Month> months = new ArrayList<>();
  private final Map<String, Sums> sums = new TreeMap<>();

  /**
   * What is compared.
   *
   * @param rival the model that is refitted at each month
   * @param seed of the bootstrap, and of whatever the rival draws
   */
  public record Asked(String currency, String rival, double horizonDays, long seed) {}

  /**
   * What the engine said of one customer.
   *
   * @param version that answered
   * @param lower80 of the interval that holds the spend four times in five
   */
  public record Told(String version, double p, double spend, double lower80, double upper80) {}

  /** One customer's losses, added up over months. */
  private record Sums(double logLoss, double score80) {
    Sums plus(Sums other) {
      return new Sums(logLoss + other.logLoss, score80 + other.score80);
    }
  }

  private MonthByMonth(Orders orders, Asked asked) {
    this.orders = orders;
    this.asked = asked;
    whole = new Shop(orders, EVER, asked.currency());
    for (int i = 0; i < whole.size(); i++) place.put(whole.id(i), i);
  }

  /**
   * Reads {@code customer_id,time,kind,amount[,invoice]}, as {@link OrderFacts} does.
   *
   * @throws IllegalArgumentException naming the file's bad lines, or a model that is not there
   */
  public static MonthByMonth of(Path file, Asked asked) {
    try (var progress = Progress.of("reading", file.toFile().length())) {
      Models.check(asked.rival());
      return new MonthByMonth(Orders.read(file, EVER, asked.currency(), progress), asked);
    } catch (BadInput e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  public double horizonDays() {
    return asked.horizonDays();
  }

  /** Who had bought something before a moment, sorted. */
  public List<String> customers(Instant cut) {
    return until(cut).map(MonthByMonth::ids).orElse(List.of());
  }

  /**
   * Compares one month.
   *
   * @param told of {@link #customers}, in that order
   */
  public Month compare(Instant cut, List<Told> told) {
    var known = until(cut).orElseThrow();
    var cutoff = new Cutoff(cut, asked.horizonDays());
    var came = ids(known).stream().map(id -> came(id, cutoff)).toList();
    var month = month(cut, told, rival(known), new Outcomes(ids(known), came));
    months.add(month);
    return month;
  }

  /** Every month so far, and all of them together, customers drawn once for all their months. */
  public Months all() {
    double forecasts = months.stream().mapToInt(Month::customers).sum();
    double scale = sums.size() / Math.max(1, forecasts);
    double[] logLoss = sums.values().stream().mapToDouble(s -> scale * s.logLoss()).toArray();
    double[] score = sums.values().stream().mapToDouble(s -> scale * s.score80()).toArray();
    return new Months(
        asked.rival(),
        asked.horizonDays(),
        List.copyOf(months),
        months.isEmpty() ? Optional.empty() : Optional.of(gap("log_loss", logLoss)),
        months.isEmpty() ? Optional.empty() : Optional.of(gap("score80", score)));
  }

  /** The shop as it was known; nothing before the first purchase. */
  private Optional<Shop> until(Instant cut) {
    var rows = new TreeMap<String, List<OrderRow>>();
    orders
        .rows()
        .forEach(
            (id, all) -> {
              var before = all.stream().filter(row -> row.at() < cut.toEpochMilli()).toList();
              if (before.stream().anyMatch(OrderRow::purchase)) rows.put(id, before);
            });
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Shop(new Orders(rows, orders.read(), 0), cut, asked.currency()));
  }

  private static List<String> ids(Shop shop) {
    return IntStream.range(0, shop.size()).mapToObj(shop::id).toList();
  }

  private Label came(String id, Cutoff cutoff) {
    var place = this.place.getOrDefault(id, -1);
    return Examples.label(whole.journal(place), cutoff, asked.currency());
  }

  private List<Told> rival(Shop known) {
    try (var model = Models.fit(asked.rival(), known, asked.horizonDays(), asked.seed())) {
      return IntStream.range(0, known.size())
          .parallel()
          .mapToObj(i -> model.forecast(known.features(i, asked.horizonDays())))
          .map(f -> told(asked.rival(), f))
          .toList();
    }
  }

  private static Told told(String version, Forecast forecast) {
    var interval = forecast.quantiles().interval(LEVEL);
    return new Told(version, forecast.p(), forecast.spend(), interval.lower(), interval.upper());
  }

  private Month month(Instant cut, List<Told> champion, List<Told> rival, Outcomes outcomes) {
    double[] logLoss = minus(outcomes.logLosses(champion), outcomes.logLosses(rival));
    double[] score = minus(outcomes.scores(champion), outcomes.scores(rival));
    for (int i = 0; i < logLoss.length; i++)
      sums.merge(outcomes.ids().get(i), new Sums(logLoss[i], score[i]), Sums::plus);
    return new Month(
        cut.toString().substring(0, 7),
        champion.stream().map(Told::version).distinct().sorted().toList(),
        champion.size(),
        outcomes.share(),
        outcomes.side(champion),
        outcomes.side(rival),
        gap("log_loss", logLoss),
        gap("score80", score));
  }

  private Gap gap(String metric, double[] differences) {
    var bootstrap = new Bootstrap(List.of(differences), asked.seed());
    var d =
        new Difference(
            asked.rival(),
            metric,
            bootstrap.mean(0),
            bootstrap.quantile(0, 0.025),
            bootstrap.quantile(0, 0.975));
    String winner = d.isBetter() ? "champion" : d.isWorse() ? asked.rival() : "level";
    return new Gap(d.difference(), d.low(), d.high(), winner);
  }

  private static double[] minus(double[] one, double[] other) {
    return IntStream.range(0, one.length).mapToDouble(i -> one[i] - other[i]).toArray();
  }

  /** What came of the customers of one month. */
  private record Outcomes(List<String> ids, List<Label> labels) {
    double share() {
      return labels.stream().filter(Label::purchased).count() / (double) labels.size();
    }

    double[] logLosses(List<Told> told) {
      return IntStream.range(0, labels.size())
          .mapToDouble(i -> Metrics.logLoss(labels.get(i).purchased(), told.get(i).p()))
          .toArray();
    }

    double[] scores(List<Told> told) {
      return IntStream.range(0, labels.size())
          .mapToDouble(i -> score(told.get(i), labels.get(i).spend()))
          .toArray();
    }

    private static double score(Told told, double spend) {
      double[] lower = {told.lower80()};
      double[] upper = {told.upper80()};
      return Metrics.intervalScore(LEVEL, new double[] {spend}, lower, upper);
    }

    Month.Side side(List<Told> told) {
      boolean[] bought = new boolean[labels.size()];
      for (int i = 0; i < bought.length; i++) bought[i] = labels.get(i).purchased();
      double[] p = told.stream().mapToDouble(Told::p).toArray();
      double[] spend = labels.stream().mapToDouble(Label::spend).toArray();
      double[] expected = told.stream().mapToDouble(Told::spend).toArray();
      return new Month.Side(
          Metrics.logLoss(bought, p),
          Metrics.auc(bought, p),
          java.util.Arrays.stream(p).average().orElse(Double.NaN),
          Metrics.biasPct(spend, expected),
          java.util.Arrays.stream(scores(told)).average().orElse(Double.NaN),
          coverage(told));
    }

    private double coverage(List<Told> told) {
      return IntStream.range(0, labels.size())
              .filter(i -> isInside(told.get(i), labels.get(i).spend()))
              .count()
          / (double) labels.size();
    }

    private static boolean isInside(Told told, double spend) {
      return spend >= told.lower80() && spend <= told.upper80();
    }
  }
}
