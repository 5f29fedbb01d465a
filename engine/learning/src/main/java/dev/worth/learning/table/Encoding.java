// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fields as the columns of a matrix. A number stays what it is, NaN where missing. A category gives
 * one column per frequent level, without a clock how frequent the level is, and the mean outcome of
 * its rows, drawn towards that of all.
 *
 * <p>That mean knows the outcomes, so the rows it is learnt from get it from other rows: from the
 * other parts of a random partition, or where there is a clock from earlier rows only, as the rows
 * to predict do.
 */
final class Encoding {
  private static final int MOST_LEVELS = 15;
  private static final int LEAST_ROWS = 10;
  private static final double LEAST_SHARE = 0.005;
  private static final int PARTS = 5;

  /** So many rows of the common mean are added to each level's own. */
  private static final double PRIOR_ROWS = 10;

  /**
   * What is learnt from.
   *
   * @param rows of the frame
   * @param y {@code [frame rows]} outcomes
   * @param time {@code [frame rows]} when each row was, if the rows to predict come later
   */
  record Basis(Frame frame, int[] rows, double[] y, double @Nullable [] time) {}

  /**
   * A column of the matrix.
   *
   * @param column of the table it comes from
   */
  record Feature(String name, String column) {}

  private sealed interface Coder {
    record Value(int field) implements Coder {}

    record Product(int first, int second) implements Coder {}

    record OneLevel(int field, int level) implements Coder {}

    record PerLevel(int field, double[] codes, double unseen) implements Coder {}
  }

  private final List<Coder> coders = new ArrayList<>();
  private final List<Feature> features = new ArrayList<>();
  private final List<double[]> own = new ArrayList<>();
  private final Basis basis;
  private final Random random;
  private final double mean;

  private Encoding(Basis basis, long seed) {
    this.basis = basis;
    random = new Random(seed);
    mean = Arrays.stream(basis.rows()).mapToDouble(i -> basis.y()[i]).average().orElse(0);
  }

  static Encoding fit(Basis basis, long seed) {
    var encoding = new Encoding(basis, seed);
    var fields = basis.frame().fields();
    for (int f = 0; f < fields.size(); f++) {
      switch (fields.get(f)) {
        case Field.Numbers n -> encoding.add(new Coder.Value(f), n.name(), n.column());
        case Field.Levels l -> encoding.add(f, l);
      }
    }
    return encoding;
  }

  /** With the products of numbers that tell most of what was learnt from. */
  static Encoding withProducts(Basis basis, Loss loss, long seed) {
    var encoding = fit(basis, seed);
    var fields = basis.frame().fields();
    for (var pair : Products.of(basis, encoding.own(), loss, seed)) {
      Field first = fields.get(pair.first());
      Field second = fields.get(pair.second());
      var product = new Coder.Product(pair.first(), pair.second());
      encoding.add(product, first.name() + " x " + second.name(), first.column());
    }
    return encoding;
  }

  List<Feature> features() {
    return List.copyOf(features);
  }

  int width() {
    return features.size();
  }

  /** {@code [basis rows][width]}: the rows it was learnt from. */
  double[][] own() {
    double[][] x = apply(basis.frame(), basis.rows());
    for (int j = 0; j < own.size(); j++) {
      double[] values = own.get(j);
      if (values.length > 0) for (int i = 0; i < x.length; i++) x[i][j] = values[i];
    }
    return x;
  }

  /** {@code [rows][width]}: other rows. */
  double[][] apply(Frame frame, int[] rows) {
    double[][] x = new double[rows.length][coders.size()];
    for (int j = 0; j < coders.size(); j++)
      for (int i = 0; i < rows.length; i++) x[i][j] = value(coders.get(j), frame, rows[i]);
    return x;
  }

  private static double value(Coder coder, Frame frame, int row) {
    return switch (coder) {
      case Coder.Value(int field) -> number(frame, field, row);
      case Coder.Product(int first, int second) ->
          number(frame, first, row) * number(frame, second, row);
      case Coder.OneLevel(int field, int level) -> level(frame, field, row) == level ? 1 : 0;
      case Coder.PerLevel(int field, double[] codes, double unseen) -> {
        int level = level(frame, field, row);
        yield level < 0 ? unseen : codes[level];
      }
    };
  }

  private static double number(Frame frame, int field, int row) {
    return ((Field.Numbers) frame.fields().get(field)).values()[row];
  }

  private static int level(Frame frame, int field, int row) {
    return ((Field.Levels) frame.fields().get(field)).codes()[row];
  }

  private void add(Coder coder, String name, String column, double... values) {
    coders.add(coder);
    features.add(new Feature(name, column));
    own.add(values);
  }

  private void add(int field, Field.Levels levels) {
    double[] count = new double[levels.count()];
    double[] sum = new double[levels.count()];
    for (int row : basis.rows()) {
      int level = levels.codes()[row];
      count[level]++;
      sum[level] += basis.y()[row];
    }
    String name = levels.name();
    for (int level : frequent(count))
      add(new Coder.OneLevel(field, level), name + "=" + levels.labels()[level], levels.column());
    if (levels.count() <= 2) return;
    double[] frequency = Arrays.stream(count).map(Math::log1p).toArray();
    double[] means = new double[count.length];
    Arrays.setAll(means, l -> code(sum[l], count[l]));
    var outer = basis.time() == null ? fromOtherParts(levels) : fromBefore(levels, basis.time());
    if (basis.time() == null)
      add(new Coder.PerLevel(field, frequency, 0), "rows with the same " + name, levels.column());
    add(new Coder.PerLevel(field, means, mean), "mean of " + name, levels.column(), outer);
  }

  private double code(double sum, double count) {
    return (sum + PRIOR_ROWS * mean) / (count + PRIOR_ROWS);
  }

  /** The levels with enough rows, the most frequent first; of two one is enough. */
  private int[] frequent(double[] count) {
    double least = Math.max(LEAST_ROWS, LEAST_SHARE * basis.rows().length);
    return IntStream.range(0, count.length)
        .filter(l -> count[l] >= least)
        .boxed()
        .sorted(Comparator.comparingDouble(l -> -count[l]))
        .limit(count.length == 2 ? 1 : MOST_LEVELS)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private double[] fromOtherParts(Field.Levels levels) {
    int[] rows = basis.rows();
    int[] part = new int[rows.length];
    Arrays.setAll(part, i -> random.nextInt(PARTS));
    double[][] sum = new double[PARTS + 1][levels.count()];
    double[][] count = new double[PARTS + 1][levels.count()];
    for (int i = 0; i < rows.length; i++) {
      int level = levels.codes()[rows[i]];
      for (int p : new int[] {part[i], PARTS}) {
        sum[p][level] += basis.y()[rows[i]];
        count[p][level]++;
      }
    }
    double[] means = new double[rows.length];
    Arrays.setAll(
        means,
        i -> {
          int level = levels.codes()[rows[i]];
          int p = part[i];
          return code(sum[PARTS][level] - sum[p][level], count[PARTS][level] - count[p][level]);
        });
    return means;
  }

  private double[] fromBefore(Field.Levels levels, double[] time) {
    int[] rows = basis.rows();
    var order =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> time[rows[i]]))
            .toList();
    double[] sum = new double[levels.count()];
    double[] count = new double[levels.count()];
    double[] means = new double[rows.length];
    for (int from = 0, to; from < order.size(); from = to) {
      double now = time[rows[order.get(from)]];
      for (to = from; to < order.size() && !(time[rows[order.get(to)]] > now); to++) {
        int level = levels.codes()[rows[order.get(to)]];
        means[order.get(to)] = code(sum[level], count[level]);
      }
      for (int i : order.subList(from, to)) {
        sum[levels.codes()[rows[i]]] += basis.y()[rows[i]];
        count[levels.codes()[rows[i]]]++;
      }
    }
    return means;
  }
}
