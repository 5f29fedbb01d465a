// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import dev.worth.learning.table.Search.Finalist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The ensemble learnt from all rows: every finalist with several seeds, whose mean raw answers are
 * blended and calibrated.
 */
final class TableModel {
  private static final double NO_WEIGHT = 1e-6;

  /** One finalist with one seed. */
  private record Member(Learnt learnt, double weight) {}

  /** What was learnt with one seed, and how rows must be encoded for it. */
  private record Seeded(Encoding encoding, List<Member> members) {}

  private final Loss loss;
  private final List<Seeded> seeds;
  private final double level;
  private final Calibration calibration;

  private TableModel(Loss loss, List<Seeded> seeds, double level, Calibration calibration) {
    this.loss = loss;
    this.seeds = seeds;
    this.level = level;
    this.calibration = calibration;
  }

  /**
   * @param seeds how many
   */
  static TableModel fit(
      Search.Plan plan, List<Finalist> finalists, Blend blend, Calibration calibration, int seeds) {
    int[] rows = IntStream.range(0, plan.y().length).toArray();
    var fitted = new ArrayList<Seeded>();
    for (int s = 0; s < seeds; s++) {
      long seed = plan.seed() * 1_000 + s;
      var encoding = plan.encoding(rows, seed);
      double[][] x = encoding.own();
      fitted.add(
          new Seeded(
              encoding,
              IntStream.range(0, finalists.size())
                  .parallel()
                  .filter(k -> blend.weights()[k] > NO_WEIGHT)
                  .mapToObj(
                      k -> member(plan, finalists.get(k), x, seed, blend.weights()[k] / seeds))
                  .toList()));
    }
    return new TableModel(plan.loss(), fitted, blend.level(), calibration);
  }

  private static Member member(
      Search.Plan plan, Finalist finalist, double[][] x, long seed, double weight) {
    var learnt = finalist.learner().fit(x, plan.y(), plan.loss(), seed);
    plan.progress().accept(1);
    return new Member(learnt, weight);
  }

  /** Raw answers of rows of a frame. */
  double[] raw(Frame frame, int[] rows) {
    double[] sums = new double[rows.length];
    Arrays.fill(sums, level);
    for (Seeded seeded : seeds) {
      double[][] x = seeded.encoding().apply(frame, rows);
      IntStream.range(0, rows.length)
          .parallel()
          .forEach(
              i -> {
                for (Member m : seeded.members()) sums[i] += m.weight() * m.learnt().raw(x[i]);
              });
    }
    return Arrays.stream(sums).map(calibration::of).toArray();
  }

  /** Probabilities or means. */
  double[] answers(Frame frame) {
    int[] rows = IntStream.range(0, frame.rows()).toArray();
    return Arrays.stream(raw(frame, rows)).map(loss::answer).toArray();
  }

  /** The columns that explanations speak of. */
  List<String> columns() {
    return List.copyOf(places().keySet());
  }

  /**
   * What each of {@link #columns()} adds to the raw answer of a row, and last what it is without
   * them; sums to {@link #raw(Frame, int[])}. Blending is linear; calibration stretches all parts
   * alike.
   */
  double[] parts(Frame frame, int row) {
    var places = places();
    int last = places.size();
    double[] parts = new double[last + 1];
    parts[last] = level;
    for (Seeded seeded : seeds) {
      double[] x = seeded.encoding().apply(frame, new int[] {row})[0];
      var features = seeded.encoding().features();
      for (Member member : seeded.members()) {
        double[] own = member.learnt().parts(x);
        for (int j = 0; j < features.size(); j++)
          parts[place(places, features.get(j).column())] += member.weight() * own[j];
        parts[last] += member.weight() * own[features.size()];
      }
    }
    return calibrated(parts);
  }

  private double[] calibrated(double[] parts) {
    int last = parts.length - 1;
    double base = parts[last];
    double moved = 0;
    for (int j = 0; j < last; j++) moved += parts[j];
    parts[last] = calibration.of(base);
    double target = calibration.of(base + moved) - parts[last];
    double stretch = Math.abs(moved) > 1e-9 ? target / moved : 1;
    for (int j = 0; j < last; j++) parts[j] *= stretch;
    return parts;
  }

  private Map<String, Integer> places() {
    var places = new LinkedHashMap<String, Integer>();
    for (var feature : seeds.getFirst().encoding().features())
      places.putIfAbsent(feature.column(), places.size());
    return places;
  }

  private static int place(Map<String, Integer> places, String column) {
    @Nullable Integer place = places.get(column);
    if (place == null) throw new IllegalStateException("no column " + column);
    return place;
  }
}
