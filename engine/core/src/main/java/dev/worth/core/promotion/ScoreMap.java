// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes a model's probabilities to the scale of an earlier one, so that a threshold chosen on that
 * scale keeps selecting as many customers. Quantile to quantile, straight lines between them, with
 * 0 and 1 fixed.
 *
 * @param scale the version on whose scale the answers are; empty for no map
 * @param from this model's quantiles, ascending
 * @param to the earlier model's
 */
public record ScoreMap(String scale, List<Double> from, List<Double> to) {
  /** No map: the scale is the model's own. */
  public static final ScoreMap NONE = new ScoreMap("", List.of(), List.of());

  private static final int POINTS = 51;
  private static final int FEWEST = 100;

  public ScoreMap {
    if (from.size() != to.size())
      throw new IllegalArgumentException(
          from.size() + " quantiles are mapped to " + to.size() + ": give as many");
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  /**
   * The map from one model's probabilities to another's, for the same customers.
   *
   * @return {@link #NONE} for fewer than 100 customers
   */
  public static ScoreMap between(double[] now, String scale, double[] before) {
    if (now.length < FEWEST || now.length != before.length) return NONE;
    return new ScoreMap(scale, quantiles(now), quantiles(before));
  }

  @JsonIgnore
  public boolean isNone() {
    return from.isEmpty();
  }

  /** The probability on the earlier scale. */
  public double map(double probability) {
    if (isNone()) return probability;
    int above = 0;
    while (above < from.size() && from.get(above) <= probability) above++;
    double low = above == 0 ? 0 : from.get(above - 1);
    double high = above == from.size() ? 1 : from.get(above);
    double start = above == 0 ? 0 : to.get(above - 1);
    double end = above == from.size() ? 1 : to.get(above);
    return high > low ? start + (end - start) * (probability - low) / (high - low) : start;
  }

  /** This map and then an older one, so that a scale outlives several versions. */
  public ScoreMap then(ScoreMap older) {
    if (isNone() || older.isNone()) return this;
    return new ScoreMap(older.scale, from, to.stream().map(older::map).toList());
  }

  private static List<Double> quantiles(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    var quantiles = new ArrayList<Double>(POINTS);
    for (int i = 0; i < POINTS; i++) {
      double place = (double) i / (POINTS - 1) * (sorted.length - 1);
      int below = (int) place;
      int next = Math.min(below + 1, sorted.length - 1);
      quantiles.add(sorted[below] + (place - below) * (sorted[next] - sorted[below]));
    }
    return quantiles;
  }
}
