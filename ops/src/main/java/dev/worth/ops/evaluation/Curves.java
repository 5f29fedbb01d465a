// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.ops.plot.Chart.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One file of predictions against what happened, as lines to draw. */
final class Curves {
  private static final int BINS = 10;
  private static final int STEPS = 100;

  /** Of the interval whose deciles are drawn, percent. */
  static final int LEVEL = 80;

  private final Truth truth;
  private final NumberTable predictions;
  private final String name;

  Curves(String name, Truth truth, NumberTable predictions) {
    this.name = name;
    this.truth = truth;
    this.predictions = predictions;
  }

  /** Share that bought over mean probability, in ten groups of equal count by probability. */
  Optional<Line> calibration() {
    return column("p_purchase")
        .map(
            p -> {
              int[][] bins = bins(p);
              return Line.of(name, means(bins, p), means(bins, bought()));
            });
  }

  /** Share of all spend that the customers with the highest expectations make. */
  Optional<Line> gain() {
    return column("expected_spend").map(e -> gain(name, e));
  }

  /** What could be gained if everything were known. */
  Line bestGain() {
    var best = gain("best possible", truth.spend());
    return Line.reference(best.name(), best.xs(), best.ys());
  }

  private Line gain(String called, double[] by) {
    int[] order = descending(by);
    double total = Arrays.stream(truth.spend()).sum();
    double[] xs = IntStream.rangeClosed(0, STEPS).mapToDouble(i -> i).toArray();
    double[] ys = new double[xs.length];
    double sum = 0;
    int taken = 0;
    for (int i = 0; i < xs.length; i++) {
      int upTo = (int) ((long) order.length * i / STEPS);
      while (taken < upTo) sum += truth.spend()[order[taken++]];
      ys[i] = total > 0 ? 100 * sum / total : 0;
    }
    return Line.of(called, xs, ys);
  }

  /** Mean expected and mean true spend by decile of the expectation, the highest first. */
  List<Line> deciles() {
    var lines = new ArrayList<Line>();
    column("expected_spend")
        .ifPresent(
            e -> {
              int[][] bins = bins(e);
              double[] xs = IntStream.rangeClosed(1, BINS).mapToDouble(i -> i).toArray();
              lines.add(Line.of("predicted", xs, backwards(means(bins, e))));
              lines.add(Line.of("actual", xs, backwards(means(bins, truth.spend()))));
            });
    return lines;
  }

  /** Share of the spends at or below each foretold quantile, over what it should be. */
  Optional<Line> coverage() {
    var shares = new TreeMap<Double, Double>();
    bound(shares, "lower90", 5);
    bound(shares, "lower80", 10);
    bound(shares, "q50", 50);
    bound(shares, "upper80", 90);
    bound(shares, "upper90", 95);
    if (shares.isEmpty()) return Optional.empty();
    return Optional.of(Line.of(name, array(shares.keySet()), array(shares.values())));
  }

  /** Share of spends inside the 80 % interval, by decile of the expectation, highest first. */
  Optional<Line> coverageByDecile() {
    var inside =
        Coverage.of(truth, predictions, Map.of()).stream()
            .filter(c -> c.level() == LEVEL && c.group().startsWith("decile"))
            .mapToDouble(c -> 100 * c.inside())
            .toArray();
    if (inside.length == 0) return Optional.empty();
    double[] xs = IntStream.rangeClosed(1, inside.length).mapToDouble(i -> i).toArray();
    return Optional.of(Line.of(name, xs, inside));
  }

  private void bound(TreeMap<Double, Double> shares, String column, double level) {
    column(column)
        .ifPresent(
            bounds -> {
              int n = bounds.length;
              double below =
                  IntStream.range(0, n).filter(i -> truth.spend()[i] <= bounds[i]).count();
              shares.put(level, 100 * below / n);
            });
  }

  private Optional<double[]> column(String column) {
    return predictions.column(column, truth.ids());
  }

  private double[] bought() {
    double[] values = new double[truth.purchased().length];
    for (int i = 0; i < values.length; i++) values[i] = truth.purchased()[i] ? 1 : 0;
    return values;
  }

  /** Customers in ten groups of nearly equal count, ascending; ties by id, as truths are sorted. */
  private static int[][] bins(double[] by) {
    int[] order = descending(by);
    int n = order.length;
    return IntStream.range(0, BINS)
        .mapToObj(b -> BINS - 1 - b)
        .map(b -> Arrays.copyOfRange(order, b * n / BINS, (b + 1) * n / BINS))
        .toArray(int[][]::new);
  }

  private static int[] descending(double[] by) {
    return IntStream.range(0, by.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -by[i]).thenComparing(i -> i))
        .mapToInt(i -> i)
        .toArray();
  }

  private static double[] means(int[][] bins, double[] values) {
    return Arrays.stream(bins)
        .mapToDouble(bin -> Arrays.stream(bin).mapToDouble(i -> values[i]).average().orElse(0))
        .toArray();
  }

  private static double[] backwards(double[] values) {
    int n = values.length;
    return IntStream.range(0, n).mapToDouble(i -> values[n - 1 - i]).toArray();
  }

  private static double[] array(Iterable<Double> values) {
    var list = new ArrayList<Double>();
    values.forEach(list::add);
    return list.stream().mapToDouble(d -> d).toArray();
  }
}
