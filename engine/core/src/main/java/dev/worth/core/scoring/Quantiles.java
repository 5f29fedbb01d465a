// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.protocol.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A predictive distribution of the spend in the horizon, by its quantiles at {@link #LEVELS}, in
 * units of the shop's currency.
 */
public record Quantiles(double[] values) {
  private static final double[] LEVELS = {0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975};

  public Quantiles {
    if (values.length != LEVELS.length) {
      throw new IllegalArgumentException(
          values.length + " quantiles: give one for each of " + levels());
    }
  }

  /** Evaluates a quantile function at every level. */
  public static Quantiles of(DoubleUnaryOperator quantile) {
    return new Quantiles(Arrays.stream(LEVELS).map(quantile).toArray());
  }

  /**
   * Evaluates a quantile function at other levels than those the values will stand for.
   *
   * @param asked one for each of {@link #levels()}
   */
  static Quantiles of(DoubleUnaryOperator quantile, List<Double> asked) {
    return new Quantiles(asked.stream().mapToDouble(Double::doubleValue).map(quantile).toArray());
  }

  public static List<Double> levels() {
    return Arrays.stream(LEVELS).boxed().toList();
  }

  /**
   * @throws IllegalArgumentException for a level that is not kept
   */
  public double at(double level) {
    for (int i = 0; i < LEVELS.length; i++)
      if (Math.abs(LEVELS[i] - level) < 1e-9) return values[i];
    throw new IllegalArgumentException("no quantile at " + level + ": ask for one of " + levels());
  }

  /**
   * The same spends of buyers when buying is so many times as likely.
   *
   * @param p probability of buying, the new one
   */
  Quantiles likelier(double factor, double p) {
    return of(level -> level <= 1 - p ? 0 : between(1 - (1 - level) / factor));
  }

  /** At any level, on a straight line between those kept; flat beyond the outer ones. */
  private double between(double level) {
    if (level <= LEVELS[0]) return values[0];
    for (int i = 1; i < LEVELS.length; i++)
      if (level <= LEVELS[i])
        return values[i - 1]
            + (level - LEVELS[i - 1]) / (LEVELS[i] - LEVELS[i - 1]) * (values[i] - values[i - 1]);
    return values[LEVELS.length - 1];
  }

  /** The central interval that covers a share of the outcomes: 0.5, 0.8, 0.9 or 0.95. */
  public Interval interval(double level) {
    return new Interval(level, at((1 - level) / 2), at((1 + level) / 2));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Quantiles that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
